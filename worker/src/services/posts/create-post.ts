import type { Actor } from '../../app-env.ts';
import type { CreatePost, Post, PostId } from '../../contract/index.ts';
import { findAccount } from '../../db/accounts.ts';
import { findMedia } from '../../db/media.ts';
import { insertPost } from '../../db/posts.ts';
import type { Deps } from '../../deps.ts';
import { invalid } from '../../domain/errors.ts';
import { getPost, render } from './load.ts';

type Content = Partial<CreatePost>;

/** A draft. Account and media, when given, have to be the workspace's own. */
export async function createPost(deps: Deps, actor: Actor, input: CreatePost): Promise<Post> {
  await assertOwn(deps, actor, input);
  const now = deps.clock.now();
  const row = await insertPost(deps.db, {
    id: deps.newId<PostId>('post'),
    workspaceId: actor.workspaceId,
    createdBy: actor.userId,
    status: 'draft',
    findings: [],
    createdAt: now,
    updatedAt: now,
    ...columnsOf(input),
  });
  return render(await getPost(deps, actor, row.id));
}

/** A new draft like an old post, with visibility and consent empty (ui.md 3.6). */
export async function duplicatePost(deps: Deps, actor: Actor, postId: PostId): Promise<Post> {
  const { post } = await getPost(deps, actor, postId);
  const now = deps.clock.now();
  const row = await insertPost(deps.db, {
    id: deps.newId<PostId>('post'),
    workspaceId: actor.workspaceId,
    createdBy: actor.userId,
    platform: post.platform,
    accountId: post.accountId,
    mediaId: post.mediaId,
    caption: post.caption,
    aiGenerated: post.aiGenerated,
    coverMs: post.coverMs,
    status: 'draft',
    findings: [],
    createdAt: now,
    updatedAt: now,
  });
  return render(await getPost(deps, actor, row.id));
}

export async function assertOwn(deps: Pick<Deps, 'db'>, actor: Actor, input: Content): Promise<void> {
  if (input.accountId && !(await findAccount(deps.db, actor.workspaceId, input.accountId))) {
    throw invalid('accountId: there is no such account.');
  }
  if (input.mediaId && !(await findMedia(deps.db, actor.workspaceId, input.mediaId))) {
    throw invalid('mediaId: there is no such file.');
  }
}

/** Contract fields as columns; what is absent stays absent. */
export function columnsOf(input: Content) {
  const { disclosure, ...rest } = input;
  return { ...rest, ...(disclosure && { ownBrand: disclosure.ownBrand, branded: disclosure.branded }) };
}
