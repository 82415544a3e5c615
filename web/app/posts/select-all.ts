import type { Post } from '@tiktimer/worker/contract';
import { morePosts } from './door.ts';

/** More than this at once is no list any more; whoever has them takes them in turns. */
export const SELECT_MAX = 2_000;

/** Every post that the filters show, page by page. `whole` is false when there are more than `SELECT_MAX`. */
export async function everyPost(search: string): Promise<{ posts: Post[]; whole: boolean }> {
  const posts: Post[] = [];
  let cursor: string | null = '';
  while (cursor !== null && posts.length < SELECT_MAX) {
    const page = await morePosts(search, cursor, '100');
    posts.push(...page.posts);
    cursor = page.next;
  }
  return { posts: posts.slice(0, SELECT_MAX), whole: cursor === null };
}
