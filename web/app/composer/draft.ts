import type { CreatePost, Post, PrivacyLevel } from '@tiktimer/worker/contract';
import { isoDay, second } from '../lib/format.ts';

/** What the composer's form holds: as typed, so that a half-filled form is a value too. */
export interface Draft {
  accountId: string;
  mediaId: string;
  caption: string;
  /** Empty until chosen; there is never a default (tiktok-api.md 13.2b). */
  privacy: PrivacyLevel | '';
  allowComment: boolean;
  allowDuet: boolean;
  allowStitch: boolean;
  /** "Content disclosure setting"; while it is off neither of the next two is sent. */
  disclose: boolean;
  ownBrand: boolean;
  branded: boolean;
  aiGenerated: boolean;
  /** The frame that becomes the cover; null = the first. */
  coverMs: number | null;
  when: 'at' | 'now';
  date: string;
  time: string;
  zone: string;
  fold: 'first' | 'second';
  /** If something holds it up it is still sent so many minutes after its time. */
  latestMin: number;
}

/** What each account is asked anew when several are ticked (ui.md 3.6): who sees it, what is disclosed, when. */
export type Answers = Pick<
  Draft,
  | 'privacy'
  | 'allowComment'
  | 'allowDuet'
  | 'allowStitch'
  | 'disclose'
  | 'ownBrand'
  | 'branded'
  | 'aiGenerated'
  | 'when'
  | 'date'
  | 'time'
  | 'zone'
  | 'fold'
  | 'latestMin'
>;
export const answersOf = ({
  accountId: _account,
  mediaId: _media,
  caption: _caption,
  coverMs: _cover,
  ...answers
}: Draft): Answers => answers;

/** Another account's answers at first: the same time, and everything that is to be chosen still open. */
export const openAnswers = (draft: Draft): Answers => ({
  ...answersOf(emptyDraft(draft.zone, 0)),
  aiGenerated: draft.aiGenerated,
  when: draft.when,
  date: draft.date,
  time: draft.time,
  zone: draft.zone,
  fold: draft.fold,
  latestMin: draft.latestMin,
});

/** How long after its time a post is still sent, in minutes; two hours unless chosen (design 5). */
export const LATEST_MIN = [5, 30, 60, 120, 360, 1440] as const;
export const LATEST_MIN_DEFAULT = 120;

/** A new post: everything that is the creator's to choose is empty or off. The time is a suggestion. */
export function emptyDraft(zone: string, now: number): Draft {
  const HOUR = 3_600_000;
  const suggestion = Math.ceil((now + HOUR) / HOUR) * HOUR;
  return {
    accountId: '',
    mediaId: '',
    caption: '',
    privacy: '',
    allowComment: false,
    allowDuet: false,
    allowStitch: false,
    disclose: false,
    ownBrand: false,
    branded: false,
    aiGenerated: false,
    coverMs: null,
    when: 'at',
    ...localTime(suggestion, zone),
    fold: 'first',
    latestMin: LATEST_MIN_DEFAULT,
  };
}

/** A post as the form shows it. A time that has passed is no suggestion. */
export function draftOf(post: Post, zone: string, now: number): Draft {
  const planned = post.publishAt ? Date.parse(post.publishAt) : 0;
  const { ownBrand, branded } = post.disclosure;
  return {
    ...emptyDraft(zone, now),
    ...(planned > now && {
      ...localTime(planned, post.zone ?? zone),
      latestMin: latestMinOf(post),
    }),
    accountId: post.accountId ?? '',
    mediaId: post.mediaId ?? '',
    caption: post.caption,
    privacy: post.privacy ?? '',
    allowComment: post.allowComment,
    allowDuet: post.allowDuet,
    allowStitch: post.allowStitch,
    disclose: ownBrand || branded,
    ownBrand,
    branded,
    aiGenerated: post.aiGenerated,
    coverMs: post.coverMs,
  };
}

/** The draft as the API takes it. With the disclosure switch off neither box counts, whatever was ticked before. */
export function contentOf(draft: Draft): CreatePost {
  return {
    accountId: (draft.accountId || null) as CreatePost['accountId'],
    mediaId: (draft.mediaId || null) as CreatePost['mediaId'],
    caption: draft.caption,
    privacy: draft.privacy === '' ? null : draft.privacy,
    allowComment: draft.allowComment,
    allowDuet: draft.allowDuet,
    allowStitch: draft.allowStitch,
    disclosure: { ownBrand: draft.disclose && draft.ownBrand, branded: draft.disclose && draft.branded },
    aiGenerated: draft.aiGenerated,
    coverMs: draft.coverMs,
  };
}

/** How many minutes after its time a post is still sent. */
export const latestMinOf = ({ publishAt, latestAt }: Post): number =>
  publishAt && latestAt
    ? Math.round((Date.parse(latestAt) - Date.parse(publishAt)) / 60_000)
    : LATEST_MIN_DEFAULT;

/** An instant as the date and time fields hold it. */
export const localTime = (at: number, zone: string) => ({
  date: isoDay(at, zone),
  time: second(at, zone),
  zone,
});

/** Which declaration stands above the button (tiktok-api.md 13.4). */
export const consentOf = (draft: Pick<Draft, 'disclose' | 'branded'>) =>
  draft.disclose && draft.branded ? 'branded_content' : 'music_usage';

/** Whether a visibility may not go with branded content, and TikTok's words for it. */
export function barredByBranding(privacy: string): string | null {
  if (privacy === 'SELF_ONLY') return 'Branded content visibility cannot be set to private.';
  if (privacy === 'FOLLOWER_OF_CREATOR') return 'Branded content can be shown to everyone or to friends.';
  return null;
}

/** UTF-16 units, as TikTok counts captions (tiktok-api.md 3.1). */
export const CAPTION_UNITS_MAX = 2200;
