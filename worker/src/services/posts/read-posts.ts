import type { Actor } from '../../app-env.ts';
import type { Notice, Post, PostId, PostPage, PostStatus, Preflight, Receipt } from '../../contract/index.ts';
import { accountsByIds } from '../../db/accounts.ts';
import { listEvents, listNotices, listPosts } from '../../db/posts.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { assertSchedulable } from './assert-schedulable.ts';
import { ask, assertTaken, getPost, pokeSoftly, render } from './load.ts';
import { toPost } from './render.ts';
import { findingsOf } from './schedule-post.ts';
import { sentenceOf } from './words.ts';

const PAGE = 50;
const PAGE_MAX = 100;

export async function readPost(deps: Deps, actor: Actor, postId: PostId): Promise<Post> {
  return render(await getPost(deps, actor, postId));
}

export async function readPosts(
  deps: Deps,
  actor: Actor,
  input: { status?: PostStatus | undefined; cursor?: string | undefined; limit?: string | undefined },
): Promise<PostPage> {
  const limit = input.limit === undefined ? PAGE : Number(input.limit);
  if (limit < 1 || limit > PAGE_MAX) throw invalid(`limit: 1 to ${PAGE_MAX}.`);
  const before = input.cursor === undefined ? undefined : Number(input.cursor);
  if (before !== undefined && !Number.isSafeInteger(before))
    throw invalid('cursor: take it from the last page as it is.');
  const rows = await listPosts(deps.db, actor.workspaceId, {
    status: input.status,
    before,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const accounts = await accountsByIds(deps.db, actor.workspaceId, [
    ...new Set(page.flatMap((row) => row.accountId ?? [])),
  ]);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    posts: page.map((row) =>
      toPost(
        row,
        accounts.find((account) => account.id === row.accountId),
      ),
    ),
    next: last ? String(last.number) : null,
  };
}

/** What happened when, to the millisecond, with sentences. */
export async function readReceipt(deps: Deps, actor: Actor, postId: PostId): Promise<Receipt> {
  const whole = await getPost(deps, actor, postId);
  const events = await listEvents(deps.db, postId);
  return {
    post: render(whole),
    events: events.map(({ seq, at, step, detail }) => ({
      seq,
      at: new Date(at).toISOString(),
      step,
      sentence: sentenceOf(step, detail),
      detail,
    })),
  };
}

/** What would stop the post if it went out at its time, as far as can be known now. */
export async function readPreflight(deps: Deps, actor: Actor, postId: PostId): Promise<Preflight> {
  const whole = await getPost(deps, actor, postId);
  const ready = assertSchedulable(whole, whole.post.branded ? 'branded_content' : 'music_usage');
  const now = deps.clock.now();
  return {
    at: new Date(now).toISOString(),
    findings: await findingsOf(deps, ready, whole.post.publishAt ?? now),
  };
}

/** The user looked at the profile: an unknown outcome becomes published, or failed and free to be scheduled again. */
export async function resolvePost(
  deps: Deps,
  actor: Actor,
  input: { postId: PostId; outcome: 'published' | 'not_published' },
): Promise<Post> {
  const whole = await getPost(deps, actor, input.postId);
  const { post } = whole;
  const { armingId } = post;
  if (post.status !== 'outcome_unknown' || !armingId)
    throw conflict('The outcome of this post is known.', render(whole));
  const answer = await ask(deps, post.id, (publisher) => publisher.resolve(post.id, armingId, input.outcome));
  await assertTaken(deps, actor, post.id, answer);
  if (answer === 'not_armed') await pokeSoftly(deps, post.id);
  return render(await getPost(deps, actor, post.id));
}

export async function readNotices(deps: Deps, actor: Actor): Promise<Notice[]> {
  const rows = await listNotices(deps.db, actor.workspaceId, PAGE);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    postId: row.postId,
    accountId: row.accountId,
    sentence: row.sentence,
    action: row.action,
    createdAt: new Date(row.createdAt).toISOString(),
    readAt: row.readAt === null ? null : new Date(row.readAt).toISOString(),
  }));
}
