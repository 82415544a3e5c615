import type { Post, PostPage } from '@tiktimer/worker/contract';

/** Our own resource route: the browser never holds the session token itself. */
const ADDRESS = '/resources/posts';

export type PostWish =
  | { do: 'move'; postId: string; etag: string; publishAt: string; latestAt?: string; zone: string }
  | { do: 'cancel' | 'delete'; postId: string; etag: string }
  | { do: 'restore' | 'duplicate'; postId: string };

/** A refusal in the API's words, or what the network did in ours. */
export class DeedRefused extends Error {
  readonly status: number;
  constructor(sentence: string, status: number) {
    super(sentence);
    this.status = status;
  }
}

/** The post as it became; null when it is gone. */
export const act = (wish: PostWish): Promise<Post | null> =>
  ask(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });

const TRIES = 4;
const AGAIN_MS = 600;

/** A post whose object is just closing its books is restorable a moment later. */
export async function restore(postId: string): Promise<Post | null> {
  for (let tried = 1; ; tried++) {
    try {
      return await act({ do: 'restore', postId });
    } catch (error) {
      const later = error instanceof DeedRefused && error.status === 409 && tried < TRIES;
      if (!later) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

export const morePosts = (search: string, cursor: string, limit: '50' | '100' = '50'): Promise<PostPage> => {
  const query = new URLSearchParams(search);
  if (cursor) query.set('cursor', cursor);
  query.set('limit', limit);
  return ask(`${ADDRESS}?${query}`);
};

async function ask<T>(url: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(url, {
    ...init,
    headers: { accept: 'application/json', ...init?.headers },
  }).catch(
    () => undefined, // fetch throws when there is no network
  );
  if (!answer) throw new DeedRefused('No connection.', 0);
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => ({}))) as { detail?: unknown };
  const detail = typeof problem.detail === 'string' ? problem.detail : 'TikTimer did not answer.';
  throw new DeedRefused(detail, answer.status);
}
