import { Hono } from 'hono';
import { bodyText } from '../body-text.ts';
import { addFault, Fault, listFaults, removeFaults } from '../faults/faults.ts';
import type { Publications } from '../object.ts';
import { countPosts } from '../publications.ts';
import { findUser, findUserByName } from '../users.ts';
import type { World } from '../world.ts';
import { avatar } from './avatar.ts';
import { faultFromForm, faultsPage } from './faults.ts';
import { feedPage, missingPage, profilePage, videoPage } from './feed.ts';

const PAGE_SIZE = 24;

export function pageRoutes(world: World, publications: Publications) {
  return new Hono()
    .get('/', async (c) => {
      const offset = Math.max(0, Math.floor(Number(c.req.query('offset') ?? 0)) || 0);
      const posts = await publications({ newestFirst: true, offset, limit: PAGE_SIZE }, false);
      return c.html(feedPage(posts, countPosts(world, undefined), offset, PAGE_SIZE));
    })
    .get('/:handle{@[^/]+}', async (c) => {
      const user = findUserByName(world, c.req.param('handle').slice(1));
      if (!user) return c.html(missingPage(), 404);
      const posts = await publications({ openId: user.openId, newestFirst: true, limit: PAGE_SIZE }, false);
      return c.html(profilePage(user, posts));
    })
    .get('/:handle{@[^/]+}/video/:postId', async (c) => {
      const [post] = await publications({ postId: c.req.param('postId') }, false);
      return post ? c.html(videoPage(post)) : c.html(missingPage(), 404);
    })
    .get('/publications/:file{[0-9]+\\.json}', async (c) => {
      const [post] = await publications({ postId: c.req.param('file').replace('.json', '') }, true);
      return post ? c.json(post) : c.json({ error: 'There is no such video.' }, 404);
    })
    .get('/avatar/:file{.+\\.png}', (c) => {
      const user = findUser(world, c.req.param('file').replace(/\.png$/, ''));
      if (!user) return c.notFound();
      // TikTok's addresses of pictures end (tiktok-api.md 2).
      if (!(Number(c.req.query('x-expires')) * 1000 > world.now())) return c.text('Forbidden', 403);
      return c.body(avatar(user.openId), 200, { 'content-type': 'image/png' });
    })
    .get('/faults', (c) => c.html(faultsPage(listFaults(world), world.settings)))
    .post('/faults', async (c) => {
      const form = new URLSearchParams(await bodyText(c.req.raw));
      if (form.get('do') === 'clear') removeFaults(world);
      else {
        const fault = Fault.safeParse(faultFromForm(form));
        if (!fault.success) return c.text('Some field has no meaning here.', 400);
        addFault(world, fault.data);
      }
      return c.redirect('/faults', 303);
    });
}
