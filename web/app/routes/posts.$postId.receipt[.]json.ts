import { getReceipt } from '../lib/api.server.ts';
import { page } from '../lib/door.server.ts';

/** A post's receipt as a file. What is signed for an hour is left out: the file is kept for longer. */
export const loader = page(async ({ context, params }) => {
  const { post, events } = await getReceipt(context.api, params.postId ?? '');
  return new Response(JSON.stringify({ post: { ...post, posterUrl: null }, events }, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="receipt-${post.id}.json"`,
      'cache-control': 'no-store',
    },
  });
});
