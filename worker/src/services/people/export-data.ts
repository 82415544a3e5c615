/**
 * Everything a person has here, as a ZIP that is made while it is sent: rows page by page, videos as streams. So a library of
 * many gigabytes needs no more memory than a small one. Tokens, hashes and keys are in no file: each is an allow-list.
 */
import { makeZip } from 'client-zip';
import type { Actor } from '../../app-env.ts';
import type { MediaId, NoticeId } from '../../contract/ids.ts';
import { listAccounts } from '../../db/accounts.ts';
import { eventsOf, mediaAfter, noticesAfter, postsAfter } from '../../db/export.ts';
import type { MediaRow } from '../../db/schema.ts';
import { aliveSessions, listLiveSessions } from '../../db/sessions.ts';
import type { Member } from '../../db/users.ts';
import { findMember } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';
import type { ExportLink } from '../../media/links.ts';
import { openExport, signExport } from '../../media/links.ts';
import { MediaTrouble, readRange } from '../../media/store.ts';
import { assertMay } from '../identity/may.ts';
import { getMe } from '../identity/me.ts';
import { accountOf, eventOf, fileOf, noticeOf, postOf, profileOf, videoName } from './export-shapes.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'settings' | 'log'>;

/** How long the address works, in milliseconds; a download that began goes on. */
const LINK_LIFE = 60 * 60 * 1000;
const PAGE = 50;

/**
 * An address from which the actor's data comes: for an hour, and while the sign-in that asked for it lasts. It needs no other
 * credential, since a browser fetches it from the API's origin.
 */
export async function linkToExport(deps: Needs, actor: Actor): Promise<{ url: string; expiresAt: number }> {
  assertMay(actor, 'be_oneself');
  const { workspaceId, userId, sessionId } = actor;
  const { user } = await getMe(deps, actor);
  const expiresAt = deps.clock.now() + LINK_LIFE;
  const link = { workspaceId, userId, sessionId, tokenVersion: user.tokenVersion };
  const token = await signExport(deps.settings.SESSION_SECRET, link, expiresAt);
  deps.log.info('export_link_made', { user: userId });
  return { url: `${deps.settings.API_URL}/exports/${token}`, expiresAt };
}

/** The ZIP behind such an address. One that expired, is forged, or whose sign-in has ended leads to the same nothing. */
export async function openExportLink(deps: Needs, token: string): Promise<ReadableStream> {
  const opened = await openExport(deps.settings.SESSION_SECRET, token, deps.clock.now());
  const member = opened.ok ? await findMember(deps.db, { id: opened.link.userId }) : undefined;
  if (!opened.ok || !member || !(await isStillSignedIn(deps, member, opened.link))) throw notFound('export');
  deps.log.info('export_begun', { user: member.user.id });
  return makeZip(files(deps, member));
}

async function isStillSignedIn(deps: Needs, { user, workspace }: Member, link: ExportLink): Promise<boolean> {
  if (!user.isActive || workspace.id !== link.workspaceId) return false;
  if (link.sessionId === null) return user.tokenVersion === link.tokenVersion;
  const alive = await aliveSessions(deps.db, workspace.id, [link.sessionId], deps.clock.now());
  return alive.has(link.sessionId);
}

interface ZipFile {
  name: string;
  input: string | AsyncIterable<string> | ReadableStream;
  lastModified?: Date;
  size?: number;
}

/** One after the other: the next is asked for when the one before has been read to its end. */
async function* files(deps: Needs, member: Member): AsyncGenerator<ZipFile> {
  const workspaceId = member.workspace.id;
  const sessions = await listLiveSessions(deps.db, member.user.id, deps.clock.now());
  yield { name: 'README.txt', input: ABOUT };
  yield { name: 'profile.json', input: pretty(profileOf(member, sessions)) };
  yield { name: 'accounts.json', input: pretty((await listAccounts(deps.db, workspaceId)).map(accountOf)) };
  yield { name: 'posts.json', input: jsonArray(eachPost(deps, member)) };
  yield { name: 'notices.json', input: jsonArray(eachNotice(deps, member)) };
  yield { name: 'media.json', input: jsonArray(eachFile(deps, member, fileOf)) };
  const left: { file: string; why: string }[] = [];
  for await (const row of eachFile(deps, member, (each) => each)) {
    if (row.status !== 'ready' || !row.etag) continue;
    try {
      const object = await readRange(deps.bucket, row.key, row.etag, 0, row.bytes);
      yield {
        name: videoName(row),
        input: object.body,
        lastModified: new Date(row.createdAt),
        size: row.bytes,
      };
    } catch (error) {
      if (!(error instanceof MediaTrouble)) throw error;
      left.push({ file: row.id, why: `The stored file is ${error.kind}.` });
    }
  }
  if (left.length > 0) yield { name: 'not-included.json', input: pretty(left) };
}

const ABOUT = `Your data at TikTimer.

profile.json   you, your settings and the devices you are signed in on
accounts.json  the TikTok accounts you connected, without their keys
posts.json     your posts, each with its receipt
notices.json   what you were told
media.json     your files and what was found in them
videos/        the files themselves, as you uploaded them

All times are UTC.
`;

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** A JSON array, an element a line, without holding more than one. */
async function* jsonArray(elements: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const element of elements) {
    yield before + JSON.stringify(element);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function* eachPost(deps: Needs, { workspace }: Member) {
  let after = 0;
  for (;;) {
    const page = await postsAfter(deps.db, workspace.id, after, PAGE);
    const events = await eventsOf(
      deps.db,
      page.map(({ id }) => id),
    );
    for (const post of page)
      yield {
        ...postOf(post),
        receipt: events.filter(({ postId }) => postId === post.id).map(eventOf),
      };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.number;
  }
}

async function* eachNotice(deps: Needs, { workspace }: Member) {
  let last = { createdAt: 0, id: '' as NoticeId };
  for (;;) {
    const page = await noticesAfter(deps.db, workspace.id, last, PAGE);
    for (const notice of page) yield noticeOf(notice);
    const end = page.at(-1);
    if (!end || page.length < PAGE) return;
    last = end;
  }
}

async function* eachFile<T>(
  deps: Needs,
  { workspace }: Member,
  render: (row: MediaRow) => T,
): AsyncGenerator<T> {
  let last = { createdAt: 0, id: '' as MediaId };
  for (;;) {
    const page = await mediaAfter(deps.db, workspace.id, last, PAGE);
    for (const row of page) yield render(row);
    const end = page.at(-1);
    if (!end || page.length < PAGE) return;
    last = end;
  }
}
