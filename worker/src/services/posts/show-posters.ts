import type { Actor } from '../../app-env.ts';
import type { Post } from '../../contract/index.ts';
import { listPosters } from '../../db/media.ts';
import type { Deps } from '../../deps.ts';
import { posterUrlOf } from '../media/show-media.ts';

/** The posts with the pictures of their videos: one query for all of them. */
export async function withPosters(
  deps: Pick<Deps, 'db' | 'settings' | 'clock'>,
  actor: Pick<Actor, 'workspaceId'>,
  posts: Post[],
): Promise<Post[]> {
  const ids = [...new Set(posts.flatMap(({ mediaId }) => mediaId ?? []))];
  const rows = ids.length > 0 ? await listPosters(deps.db, actor.workspaceId, ids) : [];
  const urls = new Map(
    await Promise.all(rows.map(async (row) => [row.id, await posterUrlOf(deps, row)] as const)),
  );
  return posts.map((post) => ({ ...post, posterUrl: (post.mediaId && urls.get(post.mediaId)) ?? null }));
}
