import type { ApiClient } from '@tiktimer/worker/client';
import type { CreatePost, Post } from '@tiktimer/worker/contract';
import { createPost } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { text } from '../lib/door.server.ts';
import { BegunDraft } from './begun-draft.server.ts';

const TRIES_MAX = 20;
const AGAIN_MS = 300;

/**
 * The post of a page that has none yet, made once however often the page is sent: scripts say under which key they began to
 * make it; without scripts, or before they are awake, a double press sends the same words from the same page.
 */
export async function makeOnce(api: ApiClient, form: FormData, written: CreatePost): Promise<Post> {
  const begun = text(form, 'creating');
  if (begun) {
    const { key, content } = BegunDraft.parse(JSON.parse(begun));
    return patiently(() => createPost(api, content, key));
  }
  const page = text(form, 'page');
  // Other words from the same page, say after "back", are another post.
  const key = /^[\w-]{8,64}$/.test(page) ? `${page}.${await digestOf(written)}` : undefined;
  return patiently(() => createPost(api, written, key));
}

/** While the first of two presses is still at it, the second waits for its answer. */
async function patiently(make: () => Promise<Post>): Promise<Post> {
  for (let tries = 1; ; tries++) {
    try {
      return await make();
    } catch (error) {
      const running =
        error instanceof ApiProblem && error.body.code === 'conflict' && error.retryAfterSeconds !== null;
      if (!running || tries === TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

async function digestOf(written: CreatePost): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(written)));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
