/**
 * Erases people whose days of grace are over: their connections, their posts' objects, their files, their rows. Each step may
 * be repeated, and a sweep does a bounded piece; what a crash leaves, the next one goes on with. The ledger stays: it holds ids
 * and outcomes, and without it a restored database could publish again.
 */
import type { UserId, WorkspaceId } from '../../contract/ids.ts';
import { listAccounts, markDisconnected } from '../../db/accounts.ts';
import {
  armedPostsOfWorkspace,
  erasePerson,
  erasePiece,
  erasePieceOfPerson,
  listLeavers,
  switchOff,
  workspacesOf,
} from '../../db/erasure.ts';
import { revokeSessions } from '../../db/sessions.ts';
import { listOpenUploads } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { isUploadGone, mediaKey } from '../../media/store.ts';
import { GRACE_MS } from '../identity/deletion-date.ts';
import { cancelAll } from './cancel-all.ts';
import { noteErasure, reapplyErasures } from './erasures.ts';

const PEOPLE_A_RUN = 3;
/** Pieces of rows or files a person gets in one sweep. */
const PIECES_A_RUN = 40;
const POSTS_A_RUN = 500;
/** More are never unfinished at once (services/media/limits.ts). */
const UPLOADS_MAX = 100;

/** For the sweep. One person who can't be erased yet stops no other. */
export async function eraseLeavers(deps: Deps): Promise<void> {
  await reapplyErasures(deps);
  for (const { id, requestedAt } of await listLeavers(deps.db, deps.clock.now() - GRACE_MS, PEOPLE_A_RUN)) {
    await erase(deps, id, requestedAt ?? 0).catch((error: unknown) =>
      deps.log.error('person_not_erased', { user: id, error }),
    );
  }
}

async function erase(deps: Deps, userId: UserId, requestedAt: number): Promise<void> {
  const now = deps.clock.now();
  const alone = (await workspacesOf(deps.db, userId)).filter(({ people }) => people === 1);
  const workspaceIds = alone.map(({ id }) => id);
  if (!(await switchOff(deps.db, userId, requestedAt))) return; // they stayed after all
  await noteErasure(deps, { userId, workspaceIds, requestedAt });
  await revokeSessions(deps.db, userId, now, null);
  for (const id of workspaceIds) if (!(await eraseWorkspace(deps, id))) return;
  if (!(await inPieces(() => erasePieceOfPerson(deps.db, userId)))) return;
  await erasePerson(deps.db, userId, workspaceIds);
  deps.log.info('person_erased', { user: userId });
}

/** False when something is left for the next sweep. */
async function eraseWorkspace(deps: Deps, workspaceId: WorkspaceId): Promise<boolean> {
  await disconnectAll(deps, workspaceId);
  await cancelAll(deps, workspaceId);
  if (!(await closePosts(deps, workspaceId))) return false;
  await abortUploads(deps, workspaceId);
  if (!(await inPieces(() => eraseFiles(deps, workspaceId)))) return false;
  return inPieces(() => erasePiece(deps.db, workspaceId));
}

/** The keys go from the account's object and are revoked at TikTok with its last link. */
async function disconnectAll(deps: Deps, workspaceId: WorkspaceId): Promise<void> {
  for (const { openId, linkId } of await listAccounts(deps.db, workspaceId)) {
    await deps.account(openId).disconnect({ workspaceId, linkId });
    await markDisconnected(deps.db, workspaceId, linkId, deps.clock.now());
  }
}

/** Posts on their way come to their end first; those nobody knows the end of are let go. Their objects empty themselves. */
async function closePosts(deps: Deps, workspaceId: WorkspaceId): Promise<boolean> {
  const armed = await armedPostsOfWorkspace(deps.db, workspaceId, POSTS_A_RUN);
  for (const { id, armingId, status } of armed)
    if (status === 'outcome_unknown' && armingId)
      await deps.publisher(id).resolve(id, armingId, { outcome: 'not_published' });
  const left = await armedPostsOfWorkspace(deps.db, workspaceId, 1);
  return left.length === 0;
}

async function abortUploads(deps: Deps, workspaceId: WorkspaceId): Promise<void> {
  for (const { upload } of await listOpenUploads(deps.db, workspaceId, 0, UPLOADS_MAX)) {
    await deps.bucket
      .resumeMultipartUpload(mediaKey(workspaceId, upload.mediaId), upload.r2UploadId)
      .abort()
      .catch((error: unknown) => {
        if (!isUploadGone(error)) throw error;
      });
  }
}

/** Up to a thousand files at once; true when none is left. */
async function eraseFiles(deps: Deps, workspaceId: WorkspaceId): Promise<boolean> {
  const { objects } = await deps.bucket.list({ prefix: `w/${workspaceId}/` });
  if (objects.length === 0) return true;
  await deps.bucket.delete(objects.map(({ key }) => key));
  return false;
}

async function inPieces(eraseOne: () => Promise<boolean>): Promise<boolean> {
  for (let piece = 0; piece < PIECES_A_RUN; piece++) if (await eraseOne()) return true;
  return false;
}
