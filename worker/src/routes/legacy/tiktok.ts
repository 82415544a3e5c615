import { Hono } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import { AppError } from '../../domain/errors.ts';
import { beginConnection } from '../../services/accounts/begin-connection.ts';
import { disconnectFirst } from '../../services/accounts/disconnect-account.ts';
import { finishConnection, finishPendingConnection } from '../../services/accounts/finish-connection.ts';
import { assertCaptionFits, createOldPost, mayPostVideo } from '../../services/posts/legacy/change.ts';
import { publishOldPost } from '../../services/posts/legacy/publish.ts';
import { personOf } from '../middleware/enter.ts';
import { legacyAuthenticate } from './authenticate.ts';
import { objectOf, readJson } from './body.ts';
import { LegacyError, legacyProblem } from './errors.ts';
import { readFormPost } from './post-fields.ts';
import { onlyNumber } from './posts.ts';
import { legacyPost } from './render.ts';
import { about, OLD_ANSWER, OLD_BODY, POST_NUMBER } from './shapes.ts';
import type { VideoForm } from './video-form.ts';
import { readVideoForm } from './video-form.ts';

/** TikTok in the old API (legacy-api.md 5; the callback is in callback.ts), mounted at /api/v1. */
export const legacyTikTok = new Hono<AppEnv>()
  .onError(legacyProblem)
  .get(
    '/auth/tiktok/authorize',
    about(
      'oldAuthorize',
      'Begin to connect a TikTok account',
      { 200: OLD_ANSWER.authorize },
      { oldRefuses: [403] },
    ),
    legacyAuthenticate,
    async (c) => {
      const { authorizationUrl } = await beginConnection(c.var.deps, c.var.actor, {});
      c.header('cache-control', 'no-store');
      return c.json({ authorization_url: authorizationUrl });
    },
  )
  .post(
    '/auth/tiktok/exchange-token',
    about(
      'oldExchangeToken',
      'Finish it with the code',
      { 200: OLD_ANSWER.connected },
      { requestBody: OLD_BODY.exchange },
    ),
    readJson,
    legacyAuthenticate,
    async (c) => {
      const { deps, actor } = c.var;
      const { code, state } = objectOf(c.var.sent, 'dict_type');
      if (typeof code !== 'string' || code === '')
        throw new LegacyError(400, 'Failed to exchange token: 400: Authorization code not provided');
      const finished =
        typeof state === 'string'
          ? finishConnection(deps, actor, { code, state })
          : finishPendingConnection(deps, actor, code);
      await finished.catch((error: unknown) => {
        if (error instanceof AppError && error.code !== 'forbidden')
          throw new LegacyError(400, `Failed to exchange token: ${error.message}`);
        throw error;
      });
      return c.json({ message: 'TikTok account connected successfully', user_id: personOf(c).user.number });
    },
  )
  .delete(
    '/auth/tiktok/disconnect',
    about(
      'oldDisconnect',
      'Disconnect the TikTok account',
      { 200: OLD_ANSWER.message('TikTok account disconnected successfully') },
      { oldRefuses: [403] },
    ),
    legacyAuthenticate,
    async (c) => {
      const { deps, actor } = c.var;
      await disconnectFirst(deps, actor);
      return c.json({ message: 'TikTok account disconnected successfully' });
    },
  )
  .post(
    '/tiktok/posts/',
    about(
      'oldCreateVideoPost',
      'Create a post with its video',
      { 200: OLD_ANSWER.post },
      { requestBody: OLD_BODY.video, oldRefuses: [403, 413, 422, 429, 503] },
    ),
    legacyAuthenticate,
    async (c) => {
      const { deps, actor } = c.var;
      const connected = await mayPostVideo(deps, actor);
      const form = await readVideoForm(c, connected).catch(inOneSentence);
      try {
        const input = readFormPost(form.fields, form.video !== undefined);
        if (!connected) throw new LegacyError(400, 'TikTok account not connected');
        const mediaId = await completeVideo(form, input.content);
        return c.json(legacyPost(await createOldPost(deps, actor, { ...input, mediaId })));
      } catch (error) {
        await dropVideo(form).catch((cause: unknown) =>
          deps.log.warn('upload not dropped', { error: cause }),
        );
        return inOneSentence(error);
      }
    },
  )
  .post(
    '/tiktok/posts/:postId/publish',
    about(
      'oldPublish',
      'Publish a post now',
      { 200: OLD_ANSWER.published, 202: { ...OLD_ANSWER.published, description: 'It is on its way.' } },
      { parameters: [POST_NUMBER], oldRefuses: [403, 404, 409, 422, 503] },
    ),
    legacyAuthenticate,
    async (c) => {
      const result = await publishOldPost(c.var.deps, c.var.actor, onlyNumber(c));
      if (result.outcome === 'failed')
        throw new LegacyError(500, `Error publishing TikTok post: ${result.sentence}`);
      if (result.outcome === 'handed_over')
        return c.json({ message: 'Post published successfully', tiktok_post_id: result.publishId });
      return c.json({ message: 'Post is being published', tiktok_post_id: result.publishId }, 202);
    },
  );

async function completeVideo({ video }: VideoForm, content: string) {
  if (video === undefined || video === 'skipped') throw new LegacyError(400, 'TikTok account not connected');
  assertCaptionFits(content);
  return video.complete();
}

/** Complete ones stay in the library, where the web app shows them with their verdicts. */
async function dropVideo({ video }: VideoForm): Promise<void> {
  if (video === undefined || video === 'skipped') return;
  await video.abort().catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error; // it was complete already
  });
}

/** What TikTok cannot take is a 400 here, whatever its size. */
function inOneSentence(error: unknown): never {
  if (error instanceof AppError && error.code === 'too_large') throw new LegacyError(400, error.message);
  throw error;
}
