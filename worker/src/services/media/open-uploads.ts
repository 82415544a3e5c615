import type * as z from 'zod';
import type { Actor } from '../../app-env.ts';
import type { UploadId } from '../../contract/ids.ts';
import type { PartUrls, Upload } from '../../contract/index.ts';
import type { UploadWithMedia } from '../../db/uploads.ts';
import { findUpload, listOpenUploads, listParts } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import { LINK_SECONDS, signPart } from '../../media/links.ts';
import { partCount, partLength } from '../../media/parts.ts';
import { assertMay } from '../identity/may.ts';
import { OPEN_UPLOADS_MAX } from './limits.ts';
import { showUpload } from './show-upload.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'settings'>;

export async function getUploadRow(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  id: UploadId,
): Promise<UploadWithMedia> {
  const found = await findUpload(deps.db, actor.workspaceId, id);
  if (!found) throw notFound('upload');
  return found;
}

/** Uploads that were begun and can go on, with the parts held: what a browser that was closed comes back to. */
export async function listUploads(deps: Needs, actor: Actor): Promise<Upload[]> {
  assertMay(actor, 'read_media');
  const open = await listOpenUploads(deps.db, actor.workspaceId, deps.clock.now(), OPEN_UPLOADS_MAX);
  return Promise.all(open.map(async (row) => showUpload(row, await listParts(deps.db, row.upload.id))));
}

export async function readUpload(deps: Pick<Deps, 'db'>, actor: Actor, id: UploadId): Promise<Upload> {
  assertMay(actor, 'read_media');
  return getUpload(deps, actor, id);
}

/** For verbs that have asked already whether they may. */
export async function getUpload(deps: Pick<Deps, 'db'>, actor: Actor, id: UploadId): Promise<Upload> {
  const row = await getUploadRow(deps, actor, id);
  return showUpload(row, await listParts(deps.db, id));
}

/** Throws unless parts are still taken. */
export function assertOpen({ upload }: UploadWithMedia, now: number): void {
  if (upload.status === 'completed') throw conflict('This upload is complete.');
  if (upload.status === 'aborted') throw conflict('This upload was cancelled. Begin a new one.');
  if (upload.expiresAt <= now)
    throw conflict('This upload was left unfinished for too long. Begin a new one.');
}

/** Addresses to PUT parts to, each for one part of exactly its length. */
export async function requestParts(
  deps: Needs,
  actor: Actor,
  input: { uploadId: UploadId; numbers: number[] },
): Promise<z.infer<typeof PartUrls>> {
  assertMay(actor, 'change_media');
  const row = await getUploadRow(deps, actor, input.uploadId);
  const now = deps.clock.now();
  assertOpen(row, now);
  const count = partCount(row.upload);
  if (input.numbers.some((number) => number > count)) throw invalid(`This file has ${count} parts.`);

  const until = Math.min(now + LINK_SECONDS * 1000, row.upload.expiresAt);
  const parts = await Promise.all(
    [...new Set(input.numbers)].map(async (number) => {
      const bytes = partLength(row.upload, number);
      const link = { workspaceId: actor.workspaceId, uploadId: row.upload.id, number, bytes };
      const token = await signPart(deps.settings.SESSION_SECRET, link, until);
      return { number, bytes, url: `${deps.settings.API_URL}/parts/${token}` };
    }),
  );
  return { parts, expiresAt: new Date(until).toISOString() };
}
