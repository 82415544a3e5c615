import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { CreateUpload, RequestParts, UploadId } from '../contract/index.ts';
import { malformed } from '../domain/errors.ts';
import { sha256Of } from '../media/content-digest.ts';
import { completeUpload } from '../services/media/complete-upload.ts';
import { createUpload } from '../services/media/create-upload.ts';
import { abortUpload } from '../services/media/delete-media.ts';
import { listUploads, readUpload, requestParts } from '../services/media/open-uploads.ts';
import { receivePart } from '../services/media/receive-part.ts';
import { authenticate } from './middleware/authenticate.ts';
import { repeatable } from './middleware/repeatable.ts';
import { foreignIdIsMissing } from './missing.ts';
import { body, params, readableJson } from './validate.ts';

const OneUpload = z.object({ uploadId: UploadId });
const one = [authenticate, foreignIdIsMissing('uploadId', UploadId, 'upload')] as const;

/** Resumable uploads: begin, send parts in any order, complete. Mounted at /api/v1. */
export const uploads = new Hono<AppEnv>()
  .post('/uploads', authenticate, readableJson, repeatable('upl'), body(CreateUpload), async (c) =>
    c.json(await createUpload(c.var.deps, c.var.actor, c.req.valid('json'), c.var.once), 201),
  )
  .get('/uploads', authenticate, async (c) => c.json({ uploads: await listUploads(c.var.deps, c.var.actor) }))
  .get('/uploads/:uploadId', ...one, params(OneUpload), async (c) =>
    c.json(await readUpload(c.var.deps, c.var.actor, c.req.valid('param').uploadId)),
  )
  .post(
    '/uploads/:uploadId/parts',
    ...one,
    readableJson,
    params(OneUpload),
    body(RequestParts),
    async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await requestParts(c.var.deps, c.var.actor, input));
    },
  )
  .post(
    '/uploads/:uploadId/complete',
    ...one,
    repeatable('media', { anew: true }),
    params(OneUpload),
    async (c) => {
      const { uploadId } = c.req.valid('param');
      return c.json(await completeUpload(c.var.deps, c.var.actor, uploadId, c.var.once));
    },
  )
  .delete('/uploads/:uploadId', ...one, params(OneUpload), async (c) => {
    await abortUpload(c.var.deps, c.var.actor, c.req.valid('param').uploadId);
    return c.body(null, 204);
  });

/** Where parts are sent: the address is the credential. Mounted at the root of API_URL, never behind Pages (design 7). */
export const parts = new Hono<AppEnv>().put('/parts/:token', async (c) => {
  const digest = sha256Of(c.req.header('content-digest'));
  if (digest === 'malformed')
    throw malformed('Write Content-Digest as sha-256=:the hash in base64: or leave it out.');
  const length = c.req.header('content-length');
  await receivePart(c.var.deps, {
    token: c.req.param('token'),
    length: length === undefined || !/^\d{1,16}$/.test(length) ? undefined : Number(length),
    digest: digest.digest,
    body: c.req.raw.body,
  });
  return c.body(null, 204);
});
