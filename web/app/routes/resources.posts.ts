import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { PostId } from '@tiktimer/worker/contract';
import * as z from 'zod';
import {
  cancelPost,
  deletePost,
  duplicatePost,
  getMe,
  restorePost,
  schedulePost,
} from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';
import { readFilters } from '../posts/filters.ts';
import { listFiltered } from '../posts/query.server.ts';

const seen = { postId: PostId, etag: z.string().max(200) };
const Wish = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('move'),
    ...seen,
    publishAt: z.iso.datetime(),
    latestAt: z.iso.datetime().optional(),
    zone: z.string().max(64),
  }),
  z.strictObject({ do: z.literal('cancel'), ...seen }),
  z.strictObject({ do: z.literal('delete'), ...seen }),
  z.strictObject({ do: z.literal('restore'), postId: PostId }),
  z.strictObject({ do: z.literal('duplicate'), postId: PostId }),
]);

/** The next page of the list, for a page that grows downwards and for "select all". */
export const loader = jsonAnswer(async ({ context: { api }, request }) => {
  const search = new URL(request.url).searchParams;
  const { zone } = await getMe(api);
  return listFiltered(api, readFilters(search), {
    zone,
    now: Date.now(),
    cursor: search.get('cursor'),
    limit: search.get('limit') === '100' ? '100' : '50',
  });
});

/** One deed on one post, by the state of it that the creator saw. Many are many requests, so each has its own answer. */
export const action = jsonAnswer(async ({ context: { api }, request }: ActionFunctionArgs) => {
  const wish = Wish.parse(await request.json());
  const { postId } = wish;
  switch (wish.do) {
    case 'move': {
      const { publishAt, latestAt, zone } = wish;
      return schedulePost(api, postId, wish.etag, { publishAt, zone, ...(latestAt && { latestAt }) });
    }
    case 'cancel':
      return cancelPost(api, postId, wish.etag);
    case 'delete':
      await deletePost(api, postId, wish.etag);
      return null;
    case 'restore':
      return restorePost(api, postId);
    case 'duplicate':
      return duplicatePost(api, postId);
  }
});
