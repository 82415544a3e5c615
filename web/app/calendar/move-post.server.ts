import type { ApiClient } from '@tiktimer/worker/client';
import type { Post } from '@tiktimer/worker/contract';
import { getPost, schedulePost } from '../lib/api.server.ts';
import { latestAfter } from '../posts/move.ts';

export interface Move {
  etag: string;
  at: number;
  zone: string | null;
}

/** Another time for a scheduled post, and nothing else: its consent and its zone stay, and its latest time keeps its distance. */
export async function movePost(api: ApiClient, postId: string, { etag, at, zone }: Move): Promise<Post> {
  const latestAt = latestAfter(await getPost(api, postId), at);
  return schedulePost(api, postId, etag, {
    publishAt: new Date(at).toISOString(),
    ...(latestAt && { latestAt }),
    ...(zone && { zone }),
  });
}
