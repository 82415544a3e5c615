import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import {
  ListMedia,
  Media,
  MediaId,
  MediaPage,
  PatchMedia,
  POSTER_BYTES_MAX,
  VIDEO_TYPES,
} from '../contract/index.ts';
import { attachment } from '../media/file-name.ts';
import { deleteMedia } from '../services/media/delete-media.ts';
import { getMedia, keepMedia, listLibrary } from '../services/media/library.ts';
import { putPoster } from '../services/media/poster.ts';
import type { ReadableFile } from '../services/media/read-file.ts';
import { openFileLink, readFile } from '../services/media/read-file.ts';
import { boundedBytes } from './bounded-body.ts';
import { readRangeHeader } from './byte-range.ts';
import { binary, describing, ETAG, IF_NONE_MATCH, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { foreignIdIsMissing } from './missing.ts';
import { NEVER_ACTS } from './never-acts.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { body, params, query, readableJson } from './validate.ts';

const OneFile = z.object({ mediaId: MediaId });
const one = [authenticate, foreignIdIsMissing('mediaId', MediaId, 'file')] as const;

const about = describing('Media');

const VIDEO = binary(VIDEO_TYPES);
const PICTURE = binary(['image/jpeg', 'image/webp']);

/** The library. Mounted at /api/v1. */
export const media = new Hono<AppEnv>()
  .get(
    '/media',
    about(
      'listMedia',
      'The library, newest first',
      { 200: json(MediaPage, EXAMPLE.mediaPage) },
      { refuses: ['invalid'] },
    ),
    authenticate,
    query(ListMedia),
    async (c) => {
      const { limit, unused, totals, ...filter } = c.req.valid('query');
      const page = {
        ...filter,
        unused: unused === 'true',
        totals: totals !== 'false',
        ...(limit && { limit: Number(limit) }),
      };
      return c.json(await listLibrary(c.var.deps, c.var.actor, page));
    },
  )
  .get(
    '/media/:mediaId',
    about('getMedia', 'One file, with an address to watch it', { 200: json(Media, EXAMPLE.media) }),
    ...one,
    params(OneFile),
    async (c) => c.json(await getMedia(c.var.deps, c.var.actor, c.req.valid('param').mediaId)),
  )
  .patch(
    '/media/:mediaId',
    about('keepMedia', 'Keep a file after its post is published, or not', {
      200: json(Media, EXAMPLE.media),
    }),
    ...one,
    readableJson,
    params(OneFile),
    body(PatchMedia, EXAMPLE.patchMedia),
    async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await keepMedia(c.var.deps, c.var.actor, input));
    },
  )
  .delete(
    '/media/:mediaId',
    about(
      'deleteMedia',
      'Delete a file; 409 names the posts that use it',
      { 204: nothing() },
      { refuses: ['conflict'] },
    ),
    ...one,
    params(OneFile),
    async (c) => {
      await deleteMedia(c.var.deps, c.var.actor, c.req.valid('param').mediaId);
      return c.body(null, 204);
    },
  )
  .put(
    '/media/:mediaId/poster',
    about(
      'putPoster',
      'Put a still picture beside a video: JPEG or WebP, 512 KiB at most',
      { 200: json(Media, EXAMPLE.media) },
      { refuses: ['too_large', 'unsupported'], requestBody: { required: true, content: PICTURE } },
    ),
    ...one,
    params(OneFile),
    async (c) => {
      const read = () => boundedBytes(c.req.raw, POSTER_BYTES_MAX);
      return c.json(await putPoster(c.var.deps, c.var.actor, { ...c.req.valid('param'), read }));
    },
  );

const RANGE = {
  in: 'header' as const,
  name: 'Range',
  description: 'bytes=from-to, to seek.',
  schema: { type: 'string' as const },
};

/** Files by signed address. Mounted at the root of API_URL. Hono answers HEAD by the same handlers. */
export const files = new Hono<AppEnv>().get(
  '/files/:token',
  about(
    'readFile',
    'The bytes of a file, by its signed address',
    {
      200: { description: 'The file.', headers: ETAG, content: VIDEO },
      206: { description: 'The range asked for.', headers: ETAG, content: VIDEO },
      304: { description: 'You have it.' },
      416: { description: 'No such range; Content-Range says how long the file is.' },
    },
    { refuses: ['not_found'], parameters: [RANGE, IF_NONE_MATCH] },
  ),
  async (c) => {
    const file = await openFileLink(c.var.deps, c.req.param('token'));
    return sendFile(c, file);
  },
);

async function sendFile(c: Context<AppEnv>, file: ReadableFile): Promise<Response> {
  const etag = `"${file.etag}"`;
  const headers: Record<string, string> = {
    'accept-ranges': 'bytes',
    etag,
    'last-modified': new Date(file.createdAt).toUTCString(),
    'cache-control': 'private, max-age=3600',
    'content-disposition': attachment(file.name),
    ...NEVER_ACTS,
  };
  if (listsEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  const ifRange = c.req.header('if-range');
  const wanted = ifRange === undefined || ifRange === etag ? c.req.header('range') : undefined;
  const range = readRangeHeader(wanted, file.bytes);
  headers['content-type'] = file.contentType;
  if (range === 'unsatisfiable')
    return c.body(null, 416, { ...headers, 'content-range': `bytes */${file.bytes}` });

  const { offset, length } = range === 'whole' ? { offset: 0, length: file.bytes } : range;
  headers['content-length'] = String(length);
  if (range !== 'whole') headers['content-range'] = `bytes ${offset}-${offset + length - 1}/${file.bytes}`;
  const status = range === 'whole' ? 200 : 206;
  if (c.req.method === 'HEAD') return c.body(null, status, headers);
  return c.body(await readFile(c.var.deps, file, offset, length), status, headers);
}

const listsEtag = (header: string | undefined, etag: string) =>
  header === '*' || (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
