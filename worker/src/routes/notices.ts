import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { ListNotices, NoticePage, ReadNotices, Unread } from '../contract/index.ts';
import { markNoticesRead, readNotices } from '../services/notices/notices.ts';
import { describing, json } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { body, query, readableJson } from './validate.ts';

const about = describing('Notifications');

/** What a workspace is told, under /api/v1. */
export const notices = new Hono<AppEnv>()
  .get(
    '/notifications',
    about(
      'listNotifications',
      'What the workspace was told, newest first',
      { 200: json(NoticePage, EXAMPLE.notices) },
      { refuses: ['invalid'] },
    ),
    authenticate,
    query(ListNotices),
    async (c) => c.json(await readNotices(c.var.deps, c.var.actor, c.req.valid('query'))),
  )
  .post(
    '/notifications/read',
    about(
      'readNotifications',
      'Mark notifications as read',
      { 200: json(Unread, EXAMPLE.unread) },
      { refuses: ['not_found'] },
    ),
    authenticate,
    readableJson,
    body(ReadNotices, EXAMPLE.readNotices),
    async (c) => c.json(await markNoticesRead(c.var.deps, c.var.actor, c.req.valid('json'))),
  );
