import * as z from 'zod';
import { movePost } from '../calendar/move-post.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

const Move = z.object({ etag: z.string(), at: z.number(), zone: z.string().nullable() });

/** A post of the calendar is given another time. */
export const action = jsonAnswer(async ({ context, params, request }) => {
  const wish = Move.parse(await request.json());
  return { etag: (await movePost(context.api, params.postId ?? '', wish)).etag };
});
