import type { Context } from 'hono';
import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { openPictureLink } from '../services/accounts/show-picture.ts';
import { openPosterLink } from '../services/media/poster.ts';
import { binary, describing } from './describe.ts';
import { NEVER_ACTS } from './never-acts.ts';

/** Pictures by signed address. Mounted at the root of API_URL. */
export const pictures = new Hono<AppEnv>()
  .get(
    '/posters/:token',
    describing('Media')(
      'readPoster',
      'The still picture of a video, by its signed address',
      { 200: { description: 'The picture.', content: binary(['image/jpeg', 'image/webp']) } },
      { refuses: ['not_found', 'unavailable'] },
    ),
    async (c) => sendPicture(c, await openPosterLink(c.var.deps, c.req.param('token'))),
  )
  .get(
    '/avatars/:token',
    describing('TikTok accounts')(
      'readAvatar',
      'A creator’s picture as TikTok has it, by its signed address',
      { 200: { description: 'The picture.', content: binary(['image/jpeg', 'image/png', 'image/webp']) } },
      { refuses: ['not_found', 'unavailable'] },
    ),
    async (c) => sendPicture(c, await openPictureLink(c.var.deps, c.req.param('token'))),
  );

const sendPicture = (c: Context<AppEnv>, picture: R2ObjectBody) =>
  c.body(picture.body, 200, {
    ...NEVER_ACTS,
    'content-type': picture.httpMetadata?.contentType ?? 'application/octet-stream',
    'content-length': String(picture.size),
    // Another picture has another address.
    'cache-control': 'private, max-age=14400, immutable',
    'content-disposition': 'inline',
  });
