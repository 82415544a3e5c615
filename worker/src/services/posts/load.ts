/** How every verb of a post begins. */
import type { Actor } from '../../app-env.ts';
import type { Post, PostId } from '../../contract/index.ts';
import { findWhole } from '../../db/posts.ts';
import type { AccountRow, MediaRow, PostRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { conflict, notFound, stale, tooLate, unavailable } from '../../domain/errors.ts';
import type { PublisherApi, VerbAnswer } from '../publishing/publisher-api.ts';
import { isFresh, toPost } from './render.ts';

export interface Whole {
  post: PostRow;
  account: AccountRow | null;
  media: MediaRow | null;
}

/** The actor's own post with its account and media, or `not_found`. */
export async function getPost(
  deps: Pick<Deps, 'db'>,
  actor: Pick<Actor, 'workspaceId'>,
  postId: PostId,
): Promise<Whole> {
  const whole = await getEvenDeleted(deps, actor, postId);
  if (whole.post.deletedAt !== null) throw notFound('post');
  return whole;
}

/** The same, deleted or not. */
export async function getEvenDeleted(
  deps: Pick<Deps, 'db'>,
  actor: Pick<Actor, 'workspaceId'>,
  postId: PostId,
): Promise<Whole> {
  const whole = await findWhole(deps.db, postId);
  if (!whole || whole.post.workspaceId !== actor.workspaceId) throw notFound('post');
  return whole;
}

export const render = (whole: Whole): Post => toPost(whole.post, whole.account);

/** `stale` (412, with the current post) unless one of the tags the caller saw is today's. No tags: the caller takes what there is. */
export function assertFresh(whole: Whole, ifMatch: readonly string[] | undefined): void {
  if (ifMatch && !ifMatch.some((tag) => isFresh(tag, whole.post))) throw stale(render(whole));
}

/** Armed: the object is the truth. */
export const isArmed = (post: PostRow) =>
  post.armedAt !== null && (post.status === 'scheduled' || post.status === 'publishing');

/** Calls the post's object; an object that can't be reached is a 503 and nothing has changed. */
export async function ask<T>(
  deps: Pick<Deps, 'publisher' | 'log'>,
  postId: PostId,
  call: (publisher: PublisherApi) => Promise<T>,
): Promise<T> {
  try {
    return await call(deps.publisher(postId));
  } catch (error) {
    deps.log.warn('publisher not reached', { post: postId, error });
    throw unavailable('This did not work for the moment. Please look at the post and try again.');
  }
}

/** D1 first, poke second: a poke that gets lost is repeated by the sweep. */
export async function pokeSoftly(deps: Pick<Deps, 'publisher' | 'log'>, postId: PostId): Promise<void> {
  try {
    await deps.publisher(postId).poke(postId);
  } catch (error) {
    deps.log.warn('poke lost', { post: postId, error });
  }
}

/** What the object's refusals mean to the caller. Returns for `done` and `not_armed`. */
export async function assertTaken(
  deps: Pick<Deps, 'db'>,
  actor: Pick<Actor, 'workspaceId'>,
  postId: PostId,
  answer: VerbAnswer,
): Promise<void> {
  if (answer === 'done' || answer === 'not_armed') return;
  const current = await getPost(deps, actor, postId);
  if (answer === 'stale') throw stale(render(current));
  if (answer === 'too_late') throw tooLate(undefined, render(current));
  throw conflict('This post has come to its end and cannot be changed any more.', render(current));
}
