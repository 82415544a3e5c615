import * as z from 'zod';
import { PrivacyLevel } from './account.ts';
import { Zone } from './fields.ts';
import { AccountId, MediaId, PostId } from './ids.ts';

/** The same words in the database, the API and on screen (ui.md 1). */
export const POST_STATUSES = [
  'draft',
  'scheduled',
  'publishing',
  'published',
  'failed',
  'outcome_unknown',
  'cancelled',
] as const;
export const PostStatus = z.enum(POST_STATUSES);
export type PostStatus = z.infer<typeof PostStatus>;

/** Why a post did not go out, or waits, in our words (design 5). `tiktok/failures.ts` maps TikTok's to these. */
export const FAILURE_REASONS = [
  'reconnect_needed',
  'permission_missing',
  'privacy_not_offered',
  'account_must_be_private',
  'account_banned',
  'daily_cap',
  'creator_cap',
  'caption_refused',
  'refused_content',
  'tiktok_refused',
  'tiktok_down',
  'media_changed',
  'media_unreachable',
  'no_media',
  'missed_window',
  'tiktok_unexpected',
  'our_setup',
  'not_published',
] as const;
export const FailureReason = z.enum(FAILURE_REASONS);
export type FailureReason = z.infer<typeof FailureReason>;

/** Captions are counted as TikTok counts them: UTF-16 code units (tiktok-api.md 3.1). */
export const CAPTION_UNITS_MAX = 2200;

/** The text the user agreed to when scheduling (tiktok-api.md 13.4). */
export const CONSENT_TEXTS = {
  music_usage: "By posting, you agree to TikTok's Music Usage Confirmation.",
  branded_content: "By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation.",
} as const;
export const Consent = z.enum(['music_usage', 'branded_content']);
export type Consent = z.infer<typeof Consent>;

const wellFormed = (text: string) => text.isWellFormed() && !text.includes('\u0000');
/** `.max()` of zod counts characters, TikTok UTF-16 units; hence the check by hand. */
export const Caption = z
  .string()
  .refine(
    (text) => text.length <= CAPTION_UNITS_MAX,
    `A caption has at most ${CAPTION_UNITS_MAX.toLocaleString('en')} characters as TikTok counts them.`,
  )
  .refine(wellFormed, 'The caption holds a character that cannot be stored.');

const Instant = z.iso.datetime({
  offset: true,
  error: 'Write an instant as 2026-10-14T18:00:00+02:00.',
});
export const Disclosure = z.strictObject({ ownBrand: z.boolean(), branded: z.boolean() });
/**
 * When a post that is not scheduled is meant to go out. A note that keeps what was picked: nothing is sent by it, and
 * scheduling clears it.
 */
export const Intended = z
  .strictObject({ at: Instant, latestAt: Instant.nullable().default(null), zone: Zone })
  .refine(({ at, latestAt }) => latestAt === null || Date.parse(latestAt) >= Date.parse(at), {
    path: ['latestAt'],
    error: 'The latest time is before the time itself.',
  });
export type Intended = z.infer<typeof Intended>;
const content = {
  accountId: AccountId.nullable(),
  mediaId: MediaId.nullable(),
  caption: Caption,
  /** Null until the user chose; there is never a default (tiktok-api.md 13.2b). */
  privacy: PrivacyLevel.nullable(),
  allowComment: z.boolean(),
  allowDuet: z.boolean(),
  allowStitch: z.boolean(),
  disclosure: Disclosure,
  aiGenerated: z.boolean(),
  /** The frame that becomes the cover, in milliseconds from the start; null = the first. */
  coverMs: z.int().min(0).max(36_000_000).nullable(),
  intended: Intended.nullable(),
};
export const CreatePost = z.strictObject({
  accountId: content.accountId.default(null),
  mediaId: content.mediaId.default(null),
  caption: content.caption.default(''),
  privacy: content.privacy.default(null),
  allowComment: content.allowComment.default(false),
  allowDuet: content.allowDuet.default(false),
  allowStitch: content.allowStitch.default(false),
  disclosure: content.disclosure.default({ ownBrand: false, branded: false }),
  aiGenerated: content.aiGenerated.default(false),
  coverMs: content.coverMs.default(null),
  intended: content.intended.default(null),
});
export type CreatePost = z.infer<typeof CreatePost>;
/** `consent` is asked again when an already scheduled post changes its media, caption, visibility or disclosure (ui.md 3.6). */
export const PatchPost = z.strictObject({ ...content, consent: Consent }).partial();
export type PatchPost = z.infer<typeof PatchPost>;

/** A wall-clock time in a zone. `fold` chooses in the hour that happens twice; absent there it is refused, as is a time that does not exist. */
export const LocalTime = z.strictObject({
  local: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, 'Write a local time as 2026-10-14T18:00:00.'),
  zone: z.string().max(64),
  fold: z.enum(['first', 'second']).optional(),
});
export const PublishAt = z.union([
  z.iso.datetime({ offset: true, error: 'Write an instant as 2026-10-14T18:00:00+02:00.' }),
  LocalTime,
]);
export type PublishAt = z.infer<typeof PublishAt>;
export const SchedulePost = z.strictObject({
  publishAt: PublishAt,
  /** After this the post is not sent any more; absent = two hours after publishAt. */
  latestAt: z.iso.datetime({ offset: true }).optional(),
  /** Absent only when a scheduled post gets another time: what was agreed to for it stays (decisions/0006). */
  consent: Consent.optional(),
  /** The IANA zone the post was planned in, when publishAt is an instant. */
  zone: z.string().max(64).optional(),
});
export type SchedulePost = z.infer<typeof SchedulePost>;
export const PublishNow = z.strictObject({ consent: Consent });
/** The user's answer to an unknown outcome: what they saw on the profile. */
export const ResolvePost = z.strictObject({
  outcome: z.enum(['published', 'not_published']),
  /** Where it is on TikTok, when it is there: an address as TikTok shares it. */
  url: z.string().max(500).optional(),
});
export type ResolvePost = z.infer<typeof ResolvePost>;

/** What a check found: `blocks` would make the post fail, `warns` would not. The sentence says what, the action what helps. */
export const Finding = z
  .object({
    code: z.string(),
    severity: z.enum(['blocks', 'warns']),
    sentence: z.string(),
    action: z.string().nullable(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;
export const Preflight = z
  .object({ at: z.iso.datetime(), findings: z.array(Finding) })
  .meta({ id: 'Preflight' });
export type Preflight = z.infer<typeof Preflight>;

export const Failure = z.object({
  reason: FailureReason,
  /** What happened, for the user. */
  sentence: z.string(),
  /** The one thing that helps. */
  action: z.string(),
  /** TikTok's code, words and log_id, for support. */
  technical: z.string().nullable(),
});
export type Failure = z.infer<typeof Failure>;

export const Post = z
  .object({
    id: PostId,
    status: PostStatus,
    platform: z.string(),
    ...content,
    publishAt: z.iso.datetime().nullable(),
    latestAt: z.iso.datetime().nullable(),
    zone: z.string().nullable(),
    consent: z.object({ text: Consent, at: z.iso.datetime() }).nullable(),
    findings: z.array(Finding),
    /** Set while the post waits for something the user can mend. */
    held: Failure.nullable(),
    failure: Failure.nullable(),
    publishId: z.string().nullable(),
    /** The public address, once TikTok has told it; private posts never get one. */
    url: z.string().nullable(),
    handedOverAt: z.iso.datetime().nullable(),
    /** Last byte handed over minus publishAt, as our own clock saw it. */
    latenessMs: z.int().min(-1_000_000_000).max(Number.MAX_SAFE_INTEGER).nullable(),
    publishedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    /** A still picture of its video, signed, good for an hour at least. Null: none was made, or the answer is a problem's `current`. */
    posterUrl: z.string().nullable(),
    /** Revision and arming in one opaque word: send it back as If-Match. */
    etag: z.string(),
  })
  .meta({ id: 'Post' });
export type Post = z.infer<typeof Post>;
export const PostPage = z
  .object({ posts: z.array(Post), next: z.string().nullable() })
  .meta({ id: 'PostPage' });
export type PostPage = z.infer<typeof PostPage>;
export const PostSort = z.enum(['created', 'publish_at']);
export type PostSort = z.infer<typeof PostSort>;
export const SortOrder = z.enum(['asc', 'desc']);
export type SortOrder = z.infer<typeof SortOrder>;
/** How a list is asked for: newest first unless `sort` and `order` say otherwise. */
export const ListPosts = z.object({
  /** One, or several with commas between them. */
  status: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(PostStatus))
    .optional(),
  account: AccountId.optional(),
  /** Planned from this instant on, and before that one. */
  from: Instant.optional(),
  to: Instant.optional(),
  /** Only what waits for an answer of its creator: unknown outcomes, held posts, and those with a finding that blocks. */
  needsYou: z.enum(['true']).optional(),
  /** Who can see it. */
  privacy: PrivacyLevel.optional(),
  /** Somewhere in the caption or the file's name, whatever the case. */
  text: z.string().max(100).refine(wellFormed, 'This holds a character that no caption has.').optional(),
  /** By `publish_at`, posts without a time come after all others (descending: before). */
  sort: PostSort.optional(),
  order: SortOrder.optional(),
  cursor: z.string().max(256).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
});
export type ListPosts = z.infer<typeof ListPosts>;
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const countOfEach = Object.fromEntries(POST_STATUSES.map((status) => [status, count])) as Record<
  PostStatus,
  typeof count
>;
/** How many posts have each status, and how many wait for their creator; deleted ones are not counted. */
export const PostCounts = z
  .object({ counts: z.object(countOfEach), total: count, needsYou: count })
  .meta({ id: 'PostCounts' });
export type PostCounts = z.infer<typeof PostCounts>;

/**
 * How punctual the last posts were: handed over minus planned, as our own clock saw it. `buckets` share the whole range;
 * the last one has everything from its start on. Null when nothing was handed over.
 */
export const Punctuality = z
  .object({
    days: z.int().min(1).max(366),
    posts: z.int().min(0).max(10_000),
    medianMs: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
    worstMs: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
    bucketMs: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    buckets: z.array(z.int().min(0).max(10_000)).max(100),
  })
  .meta({ id: 'Punctuality' });
export type Punctuality = z.infer<typeof Punctuality>;

/** The steps a receipt can show (ui.md 3.7). */
export const STEPS = [
  'scheduled',
  'changed',
  'adopted',
  'preflight',
  'held',
  'released',
  'staging',
  'initiated',
  'init_lost',
  'staged',
  'holding',
  'handed_over',
  'answer_lost',
  'retry',
  'processing',
  'processing_slow',
  'published',
  'link_known',
  'contradiction',
  'failed',
  'outcome_unknown',
  'resolved',
  'cancelled',
  'deleted',
] as const;
export type Step = (typeof STEPS)[number];
export const ReceiptEvent = z.object({
  seq: z.int().min(0).max(1_000_000),
  at: z.iso.datetime(),
  step: z.enum(STEPS),
  sentence: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type ReceiptEvent = z.infer<typeof ReceiptEvent>;
export const Receipt = z.object({ post: Post, events: z.array(ReceiptEvent) }).meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;
