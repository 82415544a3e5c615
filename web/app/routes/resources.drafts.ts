import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Post } from '@tiktimer/worker/contract';
import { CreatePost, PostId } from '@tiktimer/worker/contract';
import * as z from 'zod';
import { BegunDraft } from '../composer/begun-draft.server.ts';
import { changePost, createPost, getPost } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

const Save = z.union([
  BegunDraft,
  z.strictObject({ postId: PostId, etag: z.string().max(200), content: CreatePost }),
]);
/** What became of a draft that saves itself: its new state, or the one somebody else gave it. */
export type SaveAnswer = { saved: { id: string; etag: string } } | { stale: Post };

/** Drafts save themselves here; only their content, since a time needs consent (ui.md 3.6). */
export const action = jsonAnswer(
  async ({ context: { api }, request }: ActionFunctionArgs): Promise<SaveAnswer> => {
    const wish = Save.parse(await request.json());
    if ('key' in wish) return saved(await createPost(api, wish.content, wish.key));
    return change(api, wish.postId, wish.etag, wish.content);
  },
);

async function change(
  api: ApiClient,
  postId: string,
  etag: string,
  content: CreatePost,
): Promise<SaveAnswer> {
  try {
    return saved(await changePost(api, postId, etag, content));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.code !== 'stale') throw error;
    return { stale: await getPost(api, postId) };
  }
}

const saved = ({ id, etag }: Post): SaveAnswer => ({ saved: { id, etag } });
