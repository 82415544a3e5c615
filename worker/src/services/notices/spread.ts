/** For the sweep: what was told in the app goes out by mail and push, to those who want it that way, once each. */
import type { BatchItem } from 'drizzle-orm/batch';
import type { UserId } from '../../contract/ids.ts';
import type { UserSettings as Settings } from '../../contract/index.ts';
import { UserSettings } from '../../contract/index.ts';
import { hasConfirmed, insertMail } from '../../db/mails.ts';
import type { UnspreadNotice } from '../../db/notices.ts';
import { listUnspread, markSpread } from '../../db/notices.ts';
import { insertPush, subscriptionsOf } from '../../db/pushes.ts';
import type { PushMessage, PushSubscriptionRow } from '../../db/schema.ts';
import { membersOf } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { DAY, HOUR } from '../../domain/publication.ts';
import { composeMail } from '../mail/compose.ts';
import type { Letter } from './letters.ts';
import { letterOf } from './letters.ts';
import { soonestAloud } from './quiet-hours.ts';

const NOTICES_A_RUN = 50;
/** Older ones were told while nobody spread them; in the app they are. */
const NEWS_FOR = DAY;
const PUSH_FOR = 4 * HOUR;

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'log'>;
type Person = Awaited<ReturnType<typeof membersOf>>[number];

export async function spreadNotices(deps: Needs): Promise<void> {
  const now = deps.clock.now();
  const unspread = await listUnspread(deps.db, NOTICES_A_RUN);
  const news = unspread.filter(({ notice }) => notice.createdAt > now - NEWS_FOR);
  const people = await membersOf(deps.db, [...new Set(news.map(({ notice }) => notice.workspaceId))]);
  const browsers = await subscriptionsOf(deps.db, [...new Set(people.map(({ user }) => user.id))]);
  for (const one of unspread) {
    const readers = news.includes(one)
      ? people.filter((person) => person.workspaceId === one.notice.workspaceId)
      : [];
    const writes = readers.flatMap((person) =>
      spreadTo(
        deps,
        one,
        person,
        browsers.filter(({ userId }) => userId === person.user.id),
      ),
    );
    // The mark goes with what it stands for: a death repeats all of it, and keys make the repeat nothing.
    await deps.db.batch([markSpread(deps.db, one.notice.id, now), ...writes]);
  }
}

function spreadTo(
  deps: Needs,
  one: UnspreadNotice,
  { user }: Person,
  browsers: PushSubscriptionRow[],
): BatchItem<'sqlite'>[] {
  const now = deps.clock.now();
  const settings = UserSettings.parse(user.settings);
  const letter = letterOf(one, user.zone, now);
  const ways = settings.notify[letter.event];
  const key = `notice:${one.notice.id}:${user.id}`;
  const writes: BatchItem<'sqlite'>[] = [];
  if (ways.includes('mail')) writes.push(mailOf(deps, { userId: user.id, to: user.email }, letter, key));
  if ((ways as string[]).includes('push')) {
    // A failure waits for nobody's sleep (ui.md 3.12).
    const sendAt = letter.event === 'failed' ? now : soonestAloud(now, settings.quietHours, user.zone);
    const message = messageOf(letter, settings, one);
    for (const { id } of browsers)
      writes.push(
        insertPush(deps.db, {
          key: `${key}:${id}`,
          userId: user.id,
          subscriptionId: id,
          message,
          sendAt,
          sendBefore: sendAt + PUSH_FOR,
        }),
      );
  }
  return writes;
}

/** Only to addresses that were confirmed. */
function mailOf(deps: Needs, reader: { userId: UserId; to: string }, letter: Letter, key: string) {
  const { event, title, body, facts, action, path } = letter;
  const text = [body, facts].filter(Boolean).join('\n\n');
  const mail = composeMail(deps, reader, { kind: event, subject: title, text, action, path }, key);
  return insertMail(deps.db, mail, hasConfirmed(reader));
}

/** The caption is shown on locked screens, hence only if asked for. */
function messageOf(letter: Letter, settings: Settings, { notice, post }: UnspreadNotice): PushMessage {
  const caption = settings.captionInPush && post?.caption ? `${post.caption.slice(0, 80)}\n` : '';
  return {
    title: letter.title,
    body: `${caption}${letter.body}`,
    path: letter.path,
    tag: notice.postId ?? notice.kind,
  };
}
