import { data, redirect } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Consent, Post } from '@tiktimer/worker/contract';
import { AccountId, PRIVACY_LEVELS } from '@tiktimer/worker/contract';
import * as z from 'zod';
import { createPost, deletePost, publishPost, schedulePost } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { text } from '../lib/door.server.ts';
import { writtenOf } from './content.ts';
import { scheduleOf } from './draft.server.ts';
import type { Draft } from './draft.ts';
import { consentOf } from './draft.ts';

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
 * One post for each account, one after the other: what is refused for one stops no other. `first` is the post that was
 * being written; where it is done and another is not, the words go on without it.
 */
export async function pressForSeveral(api: ApiClient, first: Post, drafts: Draft[], consent: Consent) {
  const done: { accountId: string; postId: string }[] = [];
  const refused: { accountId: string; detail: string }[] = [];
  for (const draft of drafts) {
    try {
      // The line above the button named every declaration that one of them needs.
      if (consentOf(draft) === 'branded_content' && consent !== 'branded_content')
        throw new Error('the line did not name it');
      const postId = await pressForOne(api, first, draft);
      done.push({ accountId: draft.accountId, postId });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.body.code === 'unauthenticated') throw error;
      refused.push({ accountId: draft.accountId, detail: error.body.detail });
    }
  }
  const [one] = done;
  if (refused.length === 0 && one)
    return redirect(`/posts/${one.postId}?done=scheduled&posts=${done.length}`);
  const [left] = drafts.filter(({ accountId }) => refused.some((other) => other.accountId === accountId));
  const firstIsDone = done.some(({ postId }) => postId === first.id);
  return data(
    {
      problem: {
        code: 'several',
        detail: refused.map(({ detail }) => detail).join(' '),
        requestId: '',
        issues: [],
        done,
      },
      draft: left ?? drafts[0],
      post: firstIsDone ? null : { id: first.id, etag: first.etag, scheduled: false },
    },
    { status: 422 },
  );
}

async function pressForOne(api: ApiClient, first: Post, draft: Draft): Promise<string> {
  const own = draft.accountId === first.accountId;
  const post = own ? first : await createPost(api, writtenOf(draft));
  try {
    const consent = consentOf(draft);
    if (draft.when === 'now') await publishPost(api, post.id, post.etag, consent);
    else await schedulePost(api, post.id, post.etag, scheduleOf(draft, consent));
    return post.id;
  } catch (error) {
    // A copy that could not be scheduled is none the creator asked for; the next press makes it anew.
    if (!own && error instanceof ApiProblem && error.body.status < 500)
      await deletePost(api, post.id, post.etag).catch(() => undefined); // a draft more is no harm
    throw error;
  }
}
