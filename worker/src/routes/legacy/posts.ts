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
import { legacyAuthenticate } from './authenticate.ts';
import { notAnObjectItem, objectOf, readJson } from './body.ts';
import { assertNoItems, legacyProblem } from './errors.ts';
import { numberInPath, readChange, readNewPost, storable } from './post-fields.ts';
import { legacyPost } from './render.ts';

/** Posts of the old API (legacy-api.md 4), mounted at the root. */
export const legacyPosts = new Hono<AppEnv>()
  .onError(legacyProblem)
  .post('/posts/', readJson, legacyAuthenticate, async (c) => {
    const input = readNewPost(objectOf(c.var.sent));
    return c.json(legacyPost(await createOldPost(c.var.deps, c.var.actor, input)), 201);
  })
  .get('/posts/', legacyAuthenticate, async (c) =>
    c.json((await listOldPosts(c.var.deps, c.var.actor)).map(legacyPost)),
  )
  .get('/posts/:postId', legacyAuthenticate, async (c) =>
    c.json(legacyPost(await readOldPost(c.var.deps, c.var.actor, onlyNumber(c)))),
  )
  .patch('/posts/:postId', readJson, legacyAuthenticate, async (c) => {
    const path = numberInPath(c.req.param('postId'));
    const wrong = notAnObjectItem(c.var.sent, 'model_attributes_type');
    const { change, items } = wrong ? { change: {}, items: [wrong] } : readChange(objectOf(c.var.sent));
    assertNoItems([path.item, ...items]);
    const number = 'number' in path ? path.number : 0;
    return c.json(legacyPost(await changeOldPost(c.var.deps, c.var.actor, number, storable(change))));
  })
  .delete('/posts/:postId', legacyAuthenticate, async (c) => {
    await deleteOldPost(c.var.deps, c.var.actor, onlyNumber(c));
    return c.body(null, 204);
  });

/** For routes without a body. */
export function onlyNumber(c: Context<AppEnv>): number {
  const path = numberInPath(c.req.param('postId') ?? '');
  assertNoItems([path.item]);
  return 'number' in path ? path.number : 0;
}
