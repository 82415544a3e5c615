import * as z from 'zod';
import { schedulePost } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

const Move = z.object({ etag: z.string(), at: z.number(), zone: z.string().nullable() });

/** Another time for a scheduled post, and nothing else: its consent and its zone stay. */
export const action = jsonAnswer(async ({ context, params, request }) => {
  const { etag, at, zone } = Move.parse(await request.json());
  const post = await schedulePost(context.api, params.postId ?? '', etag, {
    publishAt: new Date(at).toISOString(),
    ...(zone && { zone }),
  });
  return { etag: post.etag };
});
