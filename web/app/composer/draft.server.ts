import type { CreatePost, Post, SchedulePost } from '@tiktimer/worker/contract';
import { AccountId, MediaId, PRIVACY_LEVELS } from '@tiktimer/worker/contract';
import { text } from '../lib/door.server.ts';
import type { Draft } from './draft.ts';
import { draftOf } from './draft.ts';

/** The form as it was sent; check boxes that are off are absent. */
export function readDraft(form: FormData): Draft {
  const on = (name: string) => form.has(name);
  return {
    accountId: text(form, 'accountId'),
    mediaId: text(form, 'mediaId'),
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
    when: form.get('when') === 'now' ? 'now' : 'at',
    date: text(form, 'date'),
    time: text(form, 'time'),
    zone: text(form, 'zone'),
    fold: form.get('fold') === 'second' ? 'second' : 'first',
  };
}

/** The draft as the API takes it. With the disclosure switch off neither box counts, whatever was ticked before. */
export function contentOf(draft: Draft): Omit<CreatePost, 'coverMs'> {
  return {
    accountId: AccountId.safeParse(draft.accountId).data ?? null,
    mediaId: MediaId.safeParse(draft.mediaId).data ?? null,
    caption: draft.caption,
    privacy: draft.privacy === '' ? null : draft.privacy,
    allowComment: draft.allowComment,
    allowDuet: draft.allowDuet,
    allowStitch: draft.allowStitch,
    disclosure: { ownBrand: draft.disclose && draft.ownBrand, branded: draft.disclose && draft.branded },
    aiGenerated: draft.aiGenerated,
  };
}

/** The wall-clock time that was chosen. `fold` matters only in the hour that happens twice. */
export const publishAtOf = ({ date, time, zone, fold }: Draft): SchedulePost['publishAt'] => ({
  local: `${date}T${time}`,
  zone,
  fold,
});

export const sameContent = (draft: Draft, post: Post): boolean =>
  JSON.stringify(contentOf(draft)) === JSON.stringify(contentOf(draftOf(post, draft.zone, 0)));

export const sameTime = (draft: Draft, post: Post): boolean => {
  const shown = draftOf(post, draft.zone, 0);
  const seconds = (time: string) => (time.length === 5 ? `${time}:00` : time);
  return (
    post.publishAt !== null &&
    shown.date === draft.date &&
    seconds(shown.time) === seconds(draft.time) &&
    shown.zone === draft.zone
  );
};
