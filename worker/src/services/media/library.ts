import type { Actor } from '../../app-env.ts';
import type { MediaId, WorkspaceId } from '../../contract/ids.ts';
import type { Media, MediaPage } from '../../contract/index.ts';
import type { MediaFilter } from '../../db/media.ts';
import { countFiles, countUses, findMedia, listMedia, setKept, totalBytes } from '../../db/media.ts';
import type { MediaRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { tellFeed } from '../live/tell-feed.ts';
import { checkMedia } from './check-media.ts';
import { showMedia } from './show-media.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'settings' | 'log' | 'feed' | 'later'>;

/** A page of the grid shows 60 (ui.md 3.9). */
export const PAGE_DEFAULT = 60;
export const PAGE_MAX = 100;

export interface LibraryQuery {
  status?: MediaRow['status'] | undefined;
  unused?: boolean;
  /** Whether the whole library is counted too: each file of it is read for that. */
  totals?: boolean;
  cursor?: string | undefined;
  limit?: number;
}

/** The library, newest first. */
export async function listLibrary(deps: Needs, actor: Actor, query: LibraryQuery): Promise<MediaPage> {
  assertMay(actor, 'read_media');
  const limit = Math.min(Math.max(query.limit ?? PAGE_DEFAULT, 1), PAGE_MAX);
  const { totals = true, ...wanted } = query;
  const filter: MediaFilter = {
    ...wanted,
    before: query.cursor === undefined ? undefined : readCursor(query.cursor),
    limit,
  };
  const [rows, counted] = await Promise.all([
    listMedia(deps.db, actor.workspaceId, filter),
    totals ? countLibrary(deps, actor.workspaceId) : {},
  ]);
  const page = rows.slice(0, limit);
  const used = await countUses(
    deps.db,
    actor.workspaceId,
    page.map((row) => row.id),
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    media: await Promise.all(page.map((row) => showMedia(deps, row, used.get(row.id)))),
    next: last ? `${last.createdAt}.${last.id}` : null,
    ...counted,
  };
}

async function countLibrary({ db }: Pick<Deps, 'db'>, workspaceId: WorkspaceId) {
  const [bytes, counts] = await Promise.all([totalBytes(db, workspaceId), countFiles(db, workspaceId)]);
  return { totalBytes: bytes, counts };
}

function readCursor(cursor: string): { createdAt: number; id: MediaId } {
  const [, createdAt, id] = /^(\d{1,15})\.(media_[0-9a-z]{26})$/.exec(cursor) ?? [];
  if (!createdAt || !id) throw invalid('cursor: Take the cursor from the page before.');
  return { createdAt: Number(createdAt), id: id as MediaId };
}

export async function getMediaRow(deps: Pick<Deps, 'db'>, actor: Actor, id: MediaId): Promise<MediaRow> {
  const row = await findMedia(deps.db, actor.workspaceId, id);
  if (!row || row.status === 'purging') throw notFound('file');
  return row;
}

/** One file; if its check was never finished, it is finished now. */
export async function getMedia(deps: Needs, actor: Actor, id: MediaId): Promise<Media> {
  assertMay(actor, 'read_media');
  const row = await checkMedia(deps, await getMediaRow(deps, actor, id));
  return show(deps, actor, row);
}

/** Keeps a file from being purged some days after it was published, or lets it go again. */
export async function keepMedia(
  deps: Needs,
  actor: Actor,
  input: { mediaId: MediaId; kept: boolean },
): Promise<Media> {
  assertMay(actor, 'change_media');
  const row = await setKept(deps.db, actor.workspaceId, input.mediaId, input.kept, deps.clock.now());
  if (!row) throw notFound('file');
  tellFeed(deps, actor.workspaceId, [{ type: 'media', mediaId: row.id }]);
  return show(deps, actor, row);
}

async function show(deps: Needs, actor: Actor, row: MediaRow): Promise<Media> {
  const used = await countUses(deps.db, actor.workspaceId, [row.id]);
  return showMedia(deps, row, used.get(row.id));
}
