import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import {
  CreatePost,
  ListPosts,
  PatchPost,
  Post,
  PostCounts,
  PostId,
  PostPage,
  Preflight,
  PublishNow,
  Receipt,
  ResolvePost,
  SchedulePost,
} from '../contract/index.ts';
import { cancelPost, deletePost } from '../services/posts/cancel-post.ts';
import { createPost, duplicatePost } from '../services/posts/create-post.ts';
import { editPost } from '../services/posts/edit-post.ts';
import { readCounts, readPosts } from '../services/posts/list-posts.ts';
import { readPost, readPreflight, readReceipt, resolvePost } from '../services/posts/read-posts.ts';
import { publishNow, schedulePost } from '../services/posts/schedule-post.ts';
import type { More } from './describe.ts';
import { describing, ETAG, IF_MATCH, IF_NONE_MATCH, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { repeatable } from './middleware/repeatable.ts';
import { foreignIdIsMissing } from './missing.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { isKnown, readIfMatch } from './preconditions.ts';
import { body, params, query, readableJson } from './validate.ts';

const OnePost = z.object({ postId: PostId });
const one = [authenticate, foreignIdIsMissing('postId', PostId, 'post')] as const;

const answer = <Status extends 200 | 201>(c: Context<AppEnv>, post: Post, status: Status) => {
  c.header('etag', post.etag);
  return c.json(post, status);
};
const ifMatch = (c: Context<AppEnv>) => readIfMatch(c.req.header('if-match'));

const about = describing('Posts');
const onePost = (words?: string) => json(Post, EXAMPLE.post, words, ETAG);
/** What changes of a post are refused for: its state, or that it is another by now. */
const CHANGE: More = { refuses: ['conflict', 'too_late', 'stale', 'unavailable'], parameters: [IF_MATCH] };

/** Posts under /api/v1: each handler parses, calls one verb, renders. */
export const posts = new Hono<AppEnv>()
  .post(
    '/posts',
    about('createPost', 'Make a draft', { 201: onePost('The draft.') }),
    authenticate,
    readableJson,
    repeatable('post'),
    body(CreatePost, EXAMPLE.createPost),
    async (c) => answer(c, await createPost(c.var.deps, c.var.actor, c.req.valid('json'), c.var.once), 201),
  )
  .get(
    '/posts',
    about('listPosts', 'List posts', { 200: json(PostPage, EXAMPLE.posts) }, { refuses: ['invalid'] }),
    authenticate,
    query(ListPosts),
    async (c) => c.json(await readPosts(c.var.deps, c.var.actor, c.req.valid('query'))),
  )
  .get(
    '/posts/counts',
    about('countPosts', 'How many posts have each status', { 200: json(PostCounts, EXAMPLE.counts) }),
    authenticate,
    async (c) => c.json(await readCounts(c.var.deps, c.var.actor)),
  )
  .get(
    '/posts/:postId',
    about(
      'getPost',
      'Read a post',
      { 200: onePost(), 304: { description: 'It is as you know it.', headers: ETAG } },
      { parameters: [IF_NONE_MATCH] },
    ),
    ...one,
    params(OnePost),
    async (c) => {
      const post = await readPost(c.var.deps, c.var.actor, c.req.valid('param').postId);
      if (isKnown(c.req.header('if-none-match'), post.etag)) return c.body(null, 304, { etag: post.etag });
      return answer(c, post, 200);
    },
  )
  .patch(
    '/posts/:postId',
    about(
      'changePost',
      'Change a post; while it is scheduled, what viewers see takes new consent',
      { 200: onePost() },
      CHANGE,
    ),
    ...one,
    readableJson,
    params(OnePost),
    body(PatchPost, EXAMPLE.patchPost),
    async (c) => {
      const { postId } = c.req.valid('param');
      return answer(
        c,
        await editPost(c.var.deps, c.var.actor, { postId, ifMatch: ifMatch(c), patch: c.req.valid('json') }),
        200,
      );
    },
  )
  .delete(
    '/posts/:postId',
    about('deletePost', 'Delete a post; it is not sent any more', { 204: nothing() }, CHANGE),
    ...one,
    params(OnePost),
    async (c) => {
      await deletePost(c.var.deps, c.var.actor, { ...c.req.valid('param'), ifMatch: ifMatch(c) });
      return c.body(null, 204);
    },
  )
  .put(
    '/posts/:postId/schedule',
    about('schedulePost', 'Schedule a post, or give it another time', { 200: onePost() }, CHANGE),
    ...one,
    readableJson,
    params(OnePost),
    body(SchedulePost, EXAMPLE.schedulePost),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), ifMatch: ifMatch(c) };
      return answer(c, await schedulePost(c.var.deps, c.var.actor, input), 200);
    },
  )
  .delete(
    '/posts/:postId/schedule',
    about('cancelPost', 'Take a post off the schedule', { 200: onePost() }, CHANGE),
    ...one,
    params(OnePost),
    async (c) =>
      answer(
        c,
        await cancelPost(c.var.deps, c.var.actor, { ...c.req.valid('param'), ifMatch: ifMatch(c) }),
        200,
      ),
  )
  .post(
    '/posts/:postId/publish',
    about('publishPost', 'Publish a post now', { 200: onePost('It is on its way.') }, CHANGE),
    ...one,
    readableJson,
    repeatable('arm'),
    params(OnePost),
    body(PublishNow, EXAMPLE.publishNow),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), ifMatch: ifMatch(c) };
      return answer(c, await publishNow(c.var.deps, c.var.actor, input, c.var.once), 200);
    },
  )
  .post(
    '/posts/:postId/duplicate',
    about('duplicatePost', 'Make a draft with the same content', { 201: onePost('The copy.') }),
    ...one,
    repeatable('post'),
    params(OnePost),
    async (c) => {
      const { postId } = c.req.valid('param');
      return answer(c, await duplicatePost(c.var.deps, c.var.actor, postId, c.var.once), 201);
    },
  )
  .post(
    '/posts/:postId/resolve',
    about('resolvePost', 'Say how an unknown outcome ended', { 200: onePost() }, CHANGE),
    ...one,
    readableJson,
    repeatable('arm'),
    params(OnePost),
    body(ResolvePost, EXAMPLE.resolvePost),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), ifMatch: ifMatch(c) };
      return answer(c, await resolvePost(c.var.deps, c.var.actor, input, c.var.once), 200);
    },
  )
  .get(
    '/posts/:postId/receipt',
    about('getReceipt', 'All that happened to a post', { 200: json(Receipt, EXAMPLE.receipt) }),
    ...one,
    params(OnePost),
    async (c) => c.json(await readReceipt(c.var.deps, c.var.actor, c.req.valid('param').postId)),
  )
  .get(
    '/posts/:postId/preflight',
    about(
      'checkPost',
      'What would make this post fail, as far as can be known now',
      { 200: json(Preflight, EXAMPLE.preflight) },
      { refuses: ['conflict', 'invalid'] },
    ),
    ...one,
    params(OnePost),
    async (c) => c.json(await readPreflight(c.var.deps, c.var.actor, c.req.valid('param').postId)),
  );
