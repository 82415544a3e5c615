import { data, redirect } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Consent, Post } from '@tiktimer/worker/contract';
import { AccountId, PRIVACY_LEVELS } from '@tiktimer/worker/contract';
import * as z from 'zod';
import { changePost, createPost, getPost, publishPost, schedulePost } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { text } from '../lib/door.server.ts';
import { isScheduled } from '../lib/is-scheduled.ts';
import { composedPost } from './composed-post.server.ts';
import { writtenOf } from './content.ts';
import { isAsWished, sameWritten, scheduleOf } from './draft.server.ts';
import type { Draft } from './draft.ts';
import { consentOf, emptyDraft } from './draft.ts';

const ACCOUNTS_MAX = 20;
/** What each ticked account was answered; video and caption are those of the form. */
const Several = z
  .array(
    z.object({
      accountId: AccountId,
      privacy: z.enum(['', ...PRIVACY_LEVELS]),
      allowComment: z.boolean(),
      allowDuet: z.boolean(),
      allowStitch: z.boolean(),
      disclose: z.boolean(),
      ownBrand: z.boolean(),
      branded: z.boolean(),
      aiGenerated: z.boolean(),
      when: z.enum(['at', 'now']),
      date: z.string(),
      time: z.string(),
      zone: z.string(),
      fold: z.enum(['first', 'second']),
      latestMin: z.int().min(0).max(100_000),
      suggested: z.string(),
    }),
  )
  .max(ACCOUNTS_MAX);

/** One draft for each ticked account; the one shown stands in the form's own fields. */
export function readDrafts(form: FormData, shown: Draft): Draft[] {
  const written = text(form, 'drafts');
  if (!written) return [shown];
  return Several.parse(JSON.parse(written)).map((answers) =>
    answers.accountId === shown.accountId ? shown : { ...shown, ...answers },
  );
}

/**
 * One post for each account, one after the other: what is refused for one stops no other, and stays a draft. `first` is
 * the post that was being written; where it is done and another is not, the page goes on with that one's draft. Under
 * `press` the posts of the further accounts are made: a press that got no answer can be repeated, and doubles nothing.
 */
export async function pressForSeveral(
  api: ApiClient,
  first: Post,
  drafts: Draft[],
  consent: Consent,
  press: string,
) {
  const done: { accountId: string; postId: string }[] = [];
  const refused: { accountId: string; detail: string; post: Post | null }[] = [];
  for (const draft of drafts) {
    let post: Post | null = null;
    try {
      // The line above the button named every declaration that one of them needs.
      if (consentOf(draft) === 'branded_content' && consent !== 'branded_content')
        throw new Error('the line did not name it');
      post = draft.accountId === first.accountId ? first : await copyFor(api, first, draft, press);
      if (!isAsWished(post, draft, Date.now())) await send(api, post, draft);
      done.push({ accountId: draft.accountId, postId: post.id });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.body.code === 'unauthenticated') throw error;
      refused.push({ accountId: draft.accountId, detail: error.body.detail, post });
    }
  }
  const [one] = done;
  const [left] = refused;
  if (!left && one) return redirect(`/posts/${one.postId}?done=scheduled&posts=${done.length}`);
  const unsent = done.some(({ postId }) => postId === first.id) ? (left?.post ?? null) : first;
  return data(
    {
      problem: {
        code: 'several',
        detail: `${done.length} of ${drafts.length} posts ${done.length === 1 ? 'is' : 'are'} scheduled.`,
        requestId: '',
        issues: [],
        done,
        refused: refused.map(({ accountId, detail }) => ({ accountId, detail })),
      },
      draft:
        drafts.find(({ accountId }) => accountId === (unsent?.accountId ?? left?.accountId)) ?? drafts[0],
      post: unsent && composedPost(unsent),
    },
    { status: 422 },
  );
}

const send = (api: ApiClient, post: Post, draft: Draft): Promise<Post> => {
  const consent = consentOf(draft);
  return draft.when === 'now'
    ? publishPost(api, post.id, post.etag, consent)
    : schedulePost(api, post.id, post.etag, scheduleOf(draft, consent));
};

const COPIES_MAX = 5;

/**
 * Another account's own post. It is made bare, so that the same request makes the same post whatever was rewritten between
 * two presses, and then filled. One that the page went on with is `first` by now, and stands for the account it shows.
 */
async function copyFor(api: ApiClient, first: Post, draft: Draft, press: string): Promise<Post> {
  const bare = writtenOf({ ...emptyDraft('UTC', 0), accountId: draft.accountId });
  let made = first;
  for (let copy = 1; copy <= COPIES_MAX && made.id === first.id; copy++)
    made = await createPost(api, bare, press ? `${press}.${draft.accountId}.${copy}` : undefined);
  const post = await getPost(api, made.id);
  if (isScheduled(post) || sameWritten(draft, post)) return post;
  return changePost(api, post.id, post.etag, writtenOf(draft));
}
