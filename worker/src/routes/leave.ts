import { Hono } from 'hono';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { DeleteMe, DeletionBegun, ExportLink, User } from '../contract/index.ts';
import { attachment } from '../media/file-name.ts';
import { deleteMe, keepMe } from '../services/people/delete-me.ts';
import { linkToExport, openExportLink } from '../services/people/export-data.ts';
import { describing, json } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { addressOf } from './middleware/traffic.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { toUser } from './render-user.ts';
import { body, readableJson } from './validate.ts';

const about = describing('You');
const ZIP = { content: { 'application/zip': { schema: { type: 'string' as const, format: 'binary' } } } };

/** Taking one's data along, and going. Mounted at /api/v1. */
export const leave = new Hono<AppEnv>()
  .post(
    '/me/export',
    about('linkToExport', 'An address from which everything I have here comes as a ZIP', {
      201: json(
        ExportLink,
        EXAMPLE.exportLink,
        'It works for an hour, while the sign-in that asked for it lasts, and needs no other credential.',
      ),
    }),
    authenticate,
    async (c) => {
      const { url, expiresAt } = await linkToExport(c.var.deps, c.var.actor);
      const answer: z.infer<typeof ExportLink> = { url, expiresAt: new Date(expiresAt).toISOString() };
      return c.json(answer, 201);
    },
  )
  .delete(
    '/me',
    about(
      'deleteMe',
      'Begin to delete my account: posts are cancelled now, everything is erased after 30 days',
      { 200: json(DeletionBegun, EXAMPLE.deletionBegun) },
      { refuses: ['conflict', 'unavailable'] },
    ),
    authenticate,
    readableJson,
    body(DeleteMe, EXAMPLE.deleteMe),
    async (c) => c.json(await deleteMe(c.var.deps, c.var.actor, c.req.valid('json'), addressOf(c))),
  )
  .post(
    '/me/keep',
    about('keepMe', 'Take the deletion of my account back', { 200: json(User, EXAMPLE.user) }),
    authenticate,
    async (c) => c.json(toUser(await keepMe(c.var.deps, c.var.actor))),
  );

/** Exports by signed address, made while they are sent. Mounted at the root of API_URL: through Pages they would be held in memory. */
export const exported = new Hono<AppEnv>().get(
  '/exports/:token',
  about(
    'getExport',
    'My data, made while it is sent',
    { 200: { description: 'A ZIP.', ...ZIP } },
    { refuses: ['not_found'] },
  ),
  async (c) => {
    const zip = await openExportLink(c.var.deps, c.req.param('token'));
    const day = new Date(c.var.deps.clock.now()).toISOString().slice(0, 10);
    return c.body(zip, 200, {
      'content-type': 'application/zip',
      'content-disposition': attachment(`tiktimer-${day}.zip`),
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  },
);
