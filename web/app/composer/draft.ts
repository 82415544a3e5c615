import type { Post, PrivacyLevel } from '@tiktimer/worker/contract';
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
  /** The time we filled in unasked, as `spoken` writes it: while it stands there, nobody has chosen one. */
  suggested: string;
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
  | 'suggested'
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
  suggested: draft.suggested,
});

/** How long after its time a post is still sent, in minutes; two hours unless chosen (design 5). */
export const LATEST_MIN = [5, 30, 60, 120, 360, 1440] as const;
export const LATEST_MIN_DEFAULT = 120;

/** A new post: everything that is the creator's to choose is empty or off. The time is a suggestion. */
export function emptyDraft(zone: string, now: number): Draft {
  const HOUR = 3_600_000;
  const suggestion = localTime(Math.ceil((now + HOUR) / HOUR) * HOUR, zone);
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
    ...suggestion,
    fold: 'first',
    latestMin: LATEST_MIN_DEFAULT,
    suggested: spoken(suggestion),
  };
}

/** A typed time in one word, to compare it by. */
export const spoken = ({ date, time, zone }: Pick<Draft, 'date' | 'time' | 'zone'>) =>
  `${date}T${time.length === 5 ? `${time}:00` : time} ${zone}`;

/** How many minutes after its time a post is still sent. */
export const latestMinOf = ({ publishAt, latestAt }: Pick<Post, 'publishAt' | 'latestAt'>): number =>
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
