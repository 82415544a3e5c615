import type { Actor } from '../../app-env.ts';
import type { CreatePost, Intended, Post, PostId } from '../../contract/index.ts';
import { findAccount } from '../../db/accounts.ts';
import { findMedia } from '../../db/media.ts';
import { insertPost } from '../../db/posts.ts';
import type { PostRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { invalid } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { postHint, tellFeed } from '../live/tell-feed.ts';
import type { Once } from '../repeats/once.ts';
import { firstOnly, takeKey } from '../repeats/once.ts';
import { getPost, render } from './load.ts';

type Content = Partial<CreatePost>;

/** A draft. Account and media, when given, have to be the workspace's own. */
export async function createPost(deps: Deps, actor: Actor, input: CreatePost, once?: Once): Promise<Post> {
  assertMay(actor, 'change_posts');
  if (once?.resumed) return render(await getPost(deps, actor, once.mintedId as PostId));
  await assertOwn(deps, actor, input);
  return insertDraft(deps, actor, columnsOf(input), once);
}

/** A new draft like an old post, with visibility and consent empty (ui.md 3.6). */
export async function duplicatePost(deps: Deps, actor: Actor, postId: PostId, once?: Once): Promise<Post> {
  assertMay(actor, 'change_posts');
  if (once?.resumed) return render(await getPost(deps, actor, once.mintedId as PostId));
  const { post } = await getPost(deps, actor, postId);
  const { platform, accountId, mediaId, caption, aiGenerated, coverMs } = post;
  return insertDraft(deps, actor, { platform, accountId, mediaId, caption, aiGenerated, coverMs }, once);
}

/** The first and only effect of both; with a key, the key is taken in the same batch. */
async function insertDraft(
  deps: Deps,
  actor: Actor,
  content: Partial<PostRow>,
  once: Once | undefined,
): Promise<Post> {
  const now = deps.clock.now();
  const id = (once?.mintedId as PostId | undefined) ?? deps.newId<PostId>('post');
  const row = {
    id,
    workspaceId: actor.workspaceId,
    createdBy: actor.userId,
    status: 'draft' as const,
    findings: [],
    createdAt: now,
    updatedAt: now,
    ...content,
  };
  const made = await firstOnly(insertPost(deps.db, row, takeKey(deps, once)));
  tellFeed(deps, actor.workspaceId, [postHint(made)]);
  return render(await getPost(deps, actor, id));
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
  const { disclosure, intended, ...rest } = input;
  return {
    ...rest,
    ...(disclosure && { ownBrand: disclosure.ownBrand, branded: disclosure.branded }),
    ...(intended !== undefined && { intended: instantsOf(intended) }),
  };
}

const instantsOf = (intended: Intended | null) =>
  intended && {
    at: Date.parse(intended.at),
    latestAt: intended.latestAt === null ? null : Date.parse(intended.latestAt),
    zone: intended.zone,
  };
