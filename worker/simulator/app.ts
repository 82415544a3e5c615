import type { Context } from 'hono';
import { Hono } from 'hono';
import { guardControl } from './control/guard.ts';
import type { SimulatorEnv } from './env.ts';
import { simulator } from './env.ts';
import { deliver } from './faults/deliver.ts';
import { unmark } from './faults/spoil.ts';
import { playMedia } from './media.ts';
import { putChunk } from './upload/put.ts';

export { Simulator } from './object.ts';

type SimulatorContext = Context<{ Bindings: SimulatorEnv }>;

/**
 * The door: bytes of videos come and go here without touching the object, everything else is the object's.
 */
const app = new Hono<{ Bindings: SimulatorEnv }>()
  .use('/_control/*', guardControl)
  .use('/faults', guardControl)
  .put('/upload/video/', putChunk)
  .get('/media/:postId', async (c) => {
    const media = await simulator(c.env).mediaPieces(c.req.param('postId'));
    return media ? playMedia(media, c.env.SIMULATOR_MEDIA, c.req.header('range')) : c.notFound();
  })
  .all('*', ask);

/** waitUntil, because a client that leaves after asking has asked all the same. */
async function ask(c: SimulatorContext): Promise<Response> {
  const answer = simulator(c.env).fetch(c.req.raw);
  c.executionCtx.waitUntil(answer.catch(() => {})); // the error is the answer's business
  const { response, strike } = unmark(await answer);
  return deliver(response, strike);
}

export default app;
