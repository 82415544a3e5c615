import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import {
  CreateUpload,
  Media,
  OpenUploads,
  PartUrls,
  RequestParts,
  Upload,
  UploadId,
} from '../contract/index.ts';
import { malformed } from '../domain/errors.ts';
import { sha256Of } from '../media/content-digest.ts';
import { completeUpload } from '../services/media/complete-upload.ts';
import { createUpload } from '../services/media/create-upload.ts';
import { abortUpload } from '../services/media/delete-media.ts';
import { listUploads, readUpload, requestParts } from '../services/media/open-uploads.ts';
import { receivePart } from '../services/media/receive-part.ts';
import { describing, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { repeatable } from './middleware/repeatable.ts';
import { foreignIdIsMissing } from './missing.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { body, params, readableJson } from './validate.ts';

const OneUpload = z.object({ uploadId: UploadId });
const one = [authenticate, foreignIdIsMissing('uploadId', UploadId, 'upload')] as const;

const about = describing('Uploads');

/** Resumable uploads: begin, send parts in any order, complete. Mounted at /api/v1. */
export const uploads = new Hono<AppEnv>()
  .post(
    '/uploads',
    about(
      'createUpload',
      'Begin an upload',
      { 201: json(Upload, EXAMPLE.upload, 'How to cut the file.') },
      { refuses: ['limit_reached'] },
    ),
    authenticate,
    readableJson,
    repeatable('upl'),
    body(CreateUpload, EXAMPLE.createUpload),
    async (c) => c.json(await createUpload(c.var.deps, c.var.actor, c.req.valid('json'), c.var.once), 201),
  )
  .get(
    '/uploads',
    about('listUploads', 'Uploads nobody finished yet', { 200: json(OpenUploads, EXAMPLE.uploads) }),
    authenticate,
    async (c) => c.json({ uploads: await listUploads(c.var.deps, c.var.actor) }),
  )
  .get(
    '/uploads/:uploadId',
    about('getUpload', 'Which parts are there', { 200: json(Upload, EXAMPLE.upload) }),
    ...one,
    params(OneUpload),
    async (c) => c.json(await readUpload(c.var.deps, c.var.actor, c.req.valid('param').uploadId)),
  )
  .post(
    '/uploads/:uploadId/parts',
    about(
      'requestParts',
      'Where parts are to be sent: signed addresses, good for an hour',
      { 200: json(PartUrls, EXAMPLE.partUrls) },
      { refuses: ['conflict'] },
    ),
    ...one,
    readableJson,
    params(OneUpload),
    body(RequestParts, EXAMPLE.requestParts),
    async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await requestParts(c.var.deps, c.var.actor, input));
    },
  )
  .post(
    '/uploads/:uploadId/complete',
    about(
      'completeUpload',
      'All parts are sent: put the file together and look at it',
      { 200: json(Media, EXAMPLE.media, 'The file with its verdicts.') },
      { refuses: ['unavailable'] },
    ),
    ...one,
    repeatable('media', { anew: true }),
    params(OneUpload),
    async (c) => {
      const { uploadId } = c.req.valid('param');
      return c.json(await completeUpload(c.var.deps, c.var.actor, uploadId, c.var.once));
    },
  )
  .delete(
    '/uploads/:uploadId',
    about('cancelUpload', 'Cancel an upload', { 204: nothing() }, { refuses: ['conflict'] }),
    ...one,
    params(OneUpload),
    async (c) => {
      await abortUpload(c.var.deps, c.var.actor, c.req.valid('param').uploadId);
      return c.body(null, 204);
    },
  );

const DIGEST = {
  in: 'header' as const,
  name: 'Content-Digest',
  description: 'sha-256=:base64: of the part (RFC 9530); checked before it is kept.',
  schema: { type: 'string' as const },
};

/** Where parts are sent: the address is the credential. Mounted at the root of API_URL, never behind Pages (design 7). */
export const parts = new Hono<AppEnv>().put(
  '/parts/:token',
  about(
    'sendPart',
    'The bytes of one part; again, if the connection broke',
    { 204: nothing('The part is kept.') },
    {
      refuses: ['malformed', 'not_found', 'conflict', 'unavailable'],
      parameters: [DIGEST],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    },
  ),
  async (c) => {
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
  },
);
