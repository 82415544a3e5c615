import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import type { Post } from '../contract/index.ts';
import {
  CreatePost,
  ListPosts,
  MediaId,
  PatchPost,
  PostId,
  PublishNow,
  ResolvePost,
  SchedulePost,
} from '../contract/index.ts';
import { cancelPost, deletePost } from '../services/posts/cancel-post.ts';
import { createPost, duplicatePost } from '../services/posts/create-post.ts';
import { editPost } from '../services/posts/edit-post.ts';
import { readCounts, readPosts, readPostsOfMedia } from '../services/posts/list-posts.ts';
import { readPunctuality } from '../services/posts/punctuality.ts';
import { readPost, readPreflight, readReceipt, resolvePost } from '../services/posts/read-posts.ts';
import { restorePost } from '../services/posts/restore-post.ts';
import { publishNow, schedulePost } from '../services/posts/schedule-post.ts';
import { authenticate } from './middleware/authenticate.ts';
import { repeatable } from './middleware/repeatable.ts';
import { foreignIdIsMissing } from './missing.ts';
import { isKnown, readIfMatch } from './preconditions.ts';
import { body, params, query, readableJson } from './validate.ts';

const OnePost = z.object({ postId: PostId });
const OneFile = z.object({ mediaId: MediaId });
const oneFile = foreignIdIsMissing('mediaId', MediaId, 'file');
const one = [authenticate, foreignIdIsMissing('postId', PostId, 'post')] as const;

const answer = <Status extends 200 | 201>(c: Context<AppEnv>, post: Post, status: Status) => {
  c.header('etag', post.etag);
  return c.json(post, status);
};
const ifMatch = (c: Context<AppEnv>) => readIfMatch(c.req.header('if-match'));

/** Posts under /api/v1: each handler parses, calls one verb, renders. */
export const posts = new Hono<AppEnv>()
  .post('/posts', authenticate, readableJson, repeatable('post'), body(CreatePost), async (c) =>
    answer(c, await createPost(c.var.deps, c.var.actor, c.req.valid('json'), c.var.once), 201),
  )
  .get('/posts', authenticate, query(ListPosts), async (c) =>
    c.json(await readPosts(c.var.deps, c.var.actor, c.req.valid('query'))),
  )
  .get('/posts/counts', authenticate, async (c) => c.json(await readCounts(c.var.deps, c.var.actor)))
  .get('/punctuality', authenticate, async (c) => c.json(await readPunctuality(c.var.deps, c.var.actor)))
  .get('/media/:mediaId/posts', authenticate, oneFile, params(OneFile), async (c) =>
    c.json(await readPostsOfMedia(c.var.deps, c.var.actor, c.req.valid('param').mediaId)),
  )
  .get('/posts/:postId', ...one, params(OnePost), async (c) => {
    const post = await readPost(c.var.deps, c.var.actor, c.req.valid('param').postId);
    if (isKnown(c.req.header('if-none-match'), post.etag)) return c.body(null, 304, { etag: post.etag });
    return answer(c, post, 200);
  })
  .patch('/posts/:postId', ...one, readableJson, params(OnePost), body(PatchPost), async (c) => {
    const { postId } = c.req.valid('param');
    return answer(
      c,
      await editPost(c.var.deps, c.var.actor, { postId, ifMatch: ifMatch(c), patch: c.req.valid('json') }),
      200,
    );
  })
  .delete('/posts/:postId', ...one, params(OnePost), async (c) => {
    await deletePost(c.var.deps, c.var.actor, { ...c.req.valid('param'), ifMatch: ifMatch(c) });
    return c.body(null, 204);
  })
  .post('/posts/:postId/restore', ...one, repeatable('post'), params(OnePost), async (c) => {
    const { postId } = c.req.valid('param');
    return answer(c, await restorePost(c.var.deps, c.var.actor, postId), 200);
  })
  .put('/posts/:postId/schedule', ...one, readableJson, params(OnePost), body(SchedulePost), async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param'), ifMatch: ifMatch(c) };
    return answer(c, await schedulePost(c.var.deps, c.var.actor, input), 200);
  })
  .delete('/posts/:postId/schedule', ...one, params(OnePost), async (c) =>
    answer(
      c,
      await cancelPost(c.var.deps, c.var.actor, { ...c.req.valid('param'), ifMatch: ifMatch(c) }),
      200,
    ),
  )
  .post(
    '/posts/:postId/publish',
    ...one,
    readableJson,
    repeatable('arm'),
    params(OnePost),
    body(PublishNow),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), ifMatch: ifMatch(c) };
      return answer(c, await publishNow(c.var.deps, c.var.actor, input, c.var.once), 200);
    },
  )
  .post('/posts/:postId/duplicate', ...one, repeatable('post'), params(OnePost), async (c) => {
    const { postId } = c.req.valid('param');
    return answer(c, await duplicatePost(c.var.deps, c.var.actor, postId, c.var.once), 201);
  })
  .post(
    '/posts/:postId/resolve',
    ...one,
    readableJson,
    repeatable('arm'),
    params(OnePost),
    body(ResolvePost),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), ifMatch: ifMatch(c) };
      return answer(c, await resolvePost(c.var.deps, c.var.actor, input, c.var.once), 200);
    },
  )
  .get('/posts/:postId/receipt', ...one, params(OnePost), async (c) =>
    c.json(await readReceipt(c.var.deps, c.var.actor, c.req.valid('param').postId)),
  )
  .get('/posts/:postId/preflight', ...one, params(OnePost), async (c) =>
    c.json(await readPreflight(c.var.deps, c.var.actor, c.req.valid('param').postId)),
  );
