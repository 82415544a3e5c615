import type { Context } from 'hono';
import { Hono } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import {
  changeOldPost,
  createOldPost,
  deleteOldPost,
  listOldPosts,
  readOldPost,
} from '../../services/posts/legacy/change.ts';
import { nothing } from '../describe.ts';
import { legacyAuthenticate } from './authenticate.ts';
import { notAnObjectItem, objectOf, readJson } from './body.ts';
import { assertNoItems, legacyProblem } from './errors.ts';
import { numberInPath, readChange, readNewPost, storable } from './post-fields.ts';
import { legacyPost } from './render.ts';
import { about, OLD_ANSWER, OLD_BODY, POST_NUMBER } from './shapes.ts';

const ONE = { parameters: [POST_NUMBER], oldRefuses: [404, 422] };
const CHANGE = { parameters: [POST_NUMBER], oldRefuses: [403, 404, 409, 422, 503] };

/** Posts of the old API (legacy-api.md 4), mounted at the root. */
export const legacyPosts = new Hono<AppEnv>()
  .onError(legacyProblem)
  .post(
    '/posts/',
    about(
      'oldCreatePost',
      'Create a post',
      { 201: OLD_ANSWER.post },
      { requestBody: OLD_BODY.newPost, oldRefuses: [403] },
    ),
    readJson,
    legacyAuthenticate,
    async (c) => {
      const input = readNewPost(objectOf(c.var.sent));
      return c.json(legacyPost(await createOldPost(c.var.deps, c.var.actor, input)), 201);
    },
  )
  .get(
    '/posts/',
    about('oldListPosts', 'All my posts', { 200: OLD_ANSWER.posts }),
    legacyAuthenticate,
    async (c) => c.json((await listOldPosts(c.var.deps, c.var.actor)).map(legacyPost)),
  )
  .get(
    '/posts/:postId',
    about('oldGetPost', 'One post', { 200: OLD_ANSWER.post }, ONE),
    legacyAuthenticate,
    async (c) => c.json(legacyPost(await readOldPost(c.var.deps, c.var.actor, onlyNumber(c)))),
  )
  .patch(
    '/posts/:postId',
    about(
      'oldChangePost',
      'Change a post',
      { 200: OLD_ANSWER.post },
      { ...CHANGE, requestBody: OLD_BODY.change },
    ),
    readJson,
    legacyAuthenticate,
    async (c) => {
      const path = numberInPath(c.req.param('postId'));
      const wrong = notAnObjectItem(c.var.sent, 'model_attributes_type');
      const { change, items } = wrong ? { change: {}, items: [wrong] } : readChange(objectOf(c.var.sent));
      assertNoItems([path.item, ...items]);
      const number = 'number' in path ? path.number : 0;
      return c.json(legacyPost(await changeOldPost(c.var.deps, c.var.actor, number, storable(change))));
    },
  )
  .delete(
    '/posts/:postId',
    about('oldDeletePost', 'Delete a post', { 204: nothing() }, CHANGE),
    legacyAuthenticate,
    async (c) => {
      await deleteOldPost(c.var.deps, c.var.actor, onlyNumber(c));
      return c.body(null, 204);
    },
  );

/** For routes without a body. */
export function onlyNumber(c: Context<AppEnv>): number {
  const path = numberInPath(c.req.param('postId') ?? '');
  assertNoItems([path.item]);
  return 'number' in path ? path.number : 0;
}
