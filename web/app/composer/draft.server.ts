import type { Post, SchedulePost } from '@tiktimer/worker/contract';
import { AccountId, MediaId, PRIVACY_LEVELS } from '@tiktimer/worker/contract';
import { text } from '../lib/door.server.ts';
import { isScheduled } from '../lib/is-scheduled.ts';
import { contentOf, draftOf, writtenOf } from './content.ts';
import type { Draft } from './draft.ts';
import { LATEST_MIN_DEFAULT, latestMinOf } from './draft.ts';
import { whatMeans } from './when.ts';

/** The form as it was sent; check boxes that are off are absent. */
export function readDraft(form: FormData): Draft {
  const on = (name: string) => form.has(name);
  return {
    accountId: AccountId.safeParse(form.get('accountId')).data ?? '',
    mediaId: MediaId.safeParse(form.get('mediaId')).data ?? '',
    // Browsers send line ends as CRLF; TikTok counts each unit.
    caption: text(form, 'caption').replaceAll('\r\n', '\n'),
    privacy: PRIVACY_LEVELS.find((level) => level === form.get('privacy')) ?? '',
    allowComment: on('allowComment'),
    allowDuet: on('allowDuet'),
    allowStitch: on('allowStitch'),
    disclose: on('disclose'),
    ownBrand: on('ownBrand'),
    branded: on('branded'),
    aiGenerated: on('aiGenerated'),
    coverMs: wholeNumber(text(form, 'coverMs')),
    when: form.get('when') === 'now' ? 'now' : 'at',
    date: text(form, 'date'),
    time: text(form, 'time'),
    // A post that goes out now brings no time along.
    zone: text(form, 'zone') || 'UTC',
    fold: form.get('fold') === 'second' ? 'second' : 'first',
    latestMin: wholeNumber(text(form, 'latestMin')) ?? LATEST_MIN_DEFAULT,
    suggested: text(form, 'suggested'),
  };
}

const wholeNumber = (written: string): number | null => (/^\d{1,9}$/.test(written) ? Number(written) : null);

/** The wall-clock time that was chosen. `fold` matters only in the hour that happens twice. */
export const publishAtOf = ({ date, time, zone, fold }: Draft): SchedulePost['publishAt'] => ({
  local: `${date}T${time}`,
  zone,
  fold,
});

export const sameContent = (draft: Draft, post: Post): boolean =>
  JSON.stringify(contentOf(draft)) === JSON.stringify(contentOf(draftOf(post, 'UTC', 0)));

/** The time that was picked counts too, as long as nothing is scheduled. */
export const sameWritten = (draft: Draft, post: Post): boolean =>
  JSON.stringify(writtenOf(draft)) === JSON.stringify(writtenOf(draftOf(post, draft.zone, 0)));

/** Whether it is planned for the time that is typed. */
export const sameTime = (draft: Draft, post: Post): boolean => {
  const means = whatMeans(draft.date, draft.time, draft.zone, draft.fold);
  return (
    means.kind === 'at' &&
    post.publishAt !== null &&
    Date.parse(post.publishAt) === means.at &&
    (post.zone ?? draft.zone) === draft.zone &&
    latestMinOf(post) === draft.latestMin
  );
};

/**
 * It stands as the form wants it: nothing to do, or done by an earlier press whose answer was lost. "Now" has been done when
 * its time has come; a post that waits for another time is not as wished.
 */
export const isAsWished = (post: Post, draft: Draft, now: number): boolean => {
  if (!isScheduled(post) && post.status !== 'published') return false;
  if (draft.when === 'at') return sameTime(draft, post);
  return post.status === 'published' || (post.publishAt !== null && Date.parse(post.publishAt) <= now);
};

/** Until when a post is still sent; undefined lets the API take its two hours. */
export function latestAtOf(draft: Draft): string | undefined {
  if (draft.latestMin === LATEST_MIN_DEFAULT) return undefined;
  const means = whatMeans(draft.date, draft.time, draft.zone, draft.fold);
  return means.kind === 'at' ? new Date(means.at + draft.latestMin * 60_000).toISOString() : undefined;
}

/** What the schedule of a draft is asked with. */
export const scheduleOf = (draft: Draft, consent: SchedulePost['consent']): SchedulePost => {
  const latestAt = latestAtOf(draft);
  return { publishAt: publishAtOf(draft), consent, ...(latestAt && { latestAt }) };
};
