/** TikTok's JSON, read with the tolerance tiktok-api.md asks for. Nothing here throws. */
import * as z from 'zod';
import type { CreatorInfo, PrivacyLevel } from '../contract/index.ts';
import { PRIVACY_LEVELS } from '../contract/index.ts';
import type { Grant, PublishStatus } from './types.ts';

type Reviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;

/** JSON whose integers beyond 2^53 (post ids have 19 digits) come as the text that stood there (tiktok-api.md 0); undefined if it is none. */
export function parseJson(text: string): unknown {
  const exact: Reviver = (_key, value, context) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? (context?.source ?? String(value))
      : value;
  try {
    return JSON.parse(text, exact as Parameters<typeof JSON.parse>[1]) as unknown;
  } catch {
    return undefined; // HTML, nothing, or the first half of an answer
  }
}

const word = z.union([z.string(), z.number()]).transform(String);
const optionalWord = word.optional().catch(undefined);
const ErrorPart = z.object({
  code: word,
  message: optionalWord,
  log_id: optionalWord,
  logid: optionalWord,
});
const Wrapped = z.object({ data: z.unknown().optional(), error: ErrorPart });

/** What every /v2 answer but OAuth's says of itself. Errors also come flat, without `error` around them (tiktok-api.md 0). */
export interface Envelope {
  code: string;
  message: string;
  logId: string;
  data: unknown;
}
export function readEnvelope(json: unknown): Envelope | undefined {
  const wrapped = Wrapped.safeParse(json);
  const flat = wrapped.success ? undefined : ErrorPart.safeParse(json);
  const error = wrapped.data?.error ?? flat?.data;
  if (!error) return undefined;
  return {
    code: error.code,
    message: error.message ?? '',
    logId: error.log_id ?? error.logid ?? '',
    data: wrapped.data?.data,
  };
}

/** A whole number, as a number or as digits in a text. */
const count = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(0));
const seconds = count.pipe(
  z
    .int()
    .min(1)
    .max(10 * 366 * 24 * 3600),
);
const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish().catch(null),
  // Absent would be new: an hour is the careful reading.
  expires_in: seconds.catch(3600),
  refresh_expires_in: seconds.nullish().catch(null),
  open_id: z.string().nullish().catch(null),
  scope: z.string().nullish().catch(null),
});
export function readGrant(json: unknown): Grant | undefined {
  const { data } = TokenAnswer.safeParse(json);
  if (!data) return undefined;
  return {
    accessToken: data.access_token,
    refreshToken: data.refresh_token ?? null,
    expiresIn: data.expires_in,
    refreshExpiresIn: data.refresh_expires_in ?? null,
    openId: data.open_id ?? '',
    scopes: (data.scope ?? '').split(/[\s,]+/).filter(Boolean),
  };
}

const OAuthError = z.object({
  error: z.string().min(1),
  error_description: optionalWord,
  log_id: optionalWord,
  logid: optionalWord,
});
export function readOAuthRefusal(json: unknown): Omit<Envelope, 'data'> | undefined {
  const { data } = OAuthError.safeParse(json);
  if (!data) return undefined;
  return { code: data.error, message: data.error_description ?? '', logId: data.log_id ?? data.logid ?? '' };
}

const text = z.string().catch('');
const yes = z.boolean().catch(false);
const Creator = z.object({
  creator_username: text,
  creator_nickname: text,
  creator_avatar_url: text,
  privacy_level_options: z.array(z.unknown()),
  comment_disabled: yes,
  duet_disabled: yes,
  stitch_disabled: yes,
  // Production says 3600 mostly; TikTok checks the length again itself (tiktok-api.md 2).
  max_video_post_duration_sec: count.pipe(z.int().max(1_000_000)).catch(3600),
});
export function readCreatorInfo(data: unknown, at: number): CreatorInfo | undefined {
  const { data: creator } = Creator.safeParse(data);
  if (!creator) return undefined;
  return {
    username: creator.creator_username,
    nickname: creator.creator_nickname,
    avatarUrl: creator.creator_avatar_url,
    privacyOptions: creator.privacy_level_options.filter(isPrivacyLevel),
    commentDisabled: creator.comment_disabled,
    duetDisabled: creator.duet_disabled,
    stitchDisabled: creator.stitch_disabled,
    maxVideoSeconds: creator.max_video_post_duration_sec,
    at: new Date(at).toISOString(),
  };
}
const isPrivacyLevel = (value: unknown): value is PrivacyLevel =>
  PRIVACY_LEVELS.some((level) => level === value);

const Init = z.object({ publish_id: z.string().min(1).max(256), upload_url: z.string().min(1).max(8192) });
export function readInit(data: unknown): { publishId: string; uploadUrl: string } | undefined {
  const { data: init } = Init.safeParse(data);
  return init && { publishId: init.publish_id, uploadUrl: init.upload_url };
}

/** A list, one bare value, or nothing; numbers and texts alike. */
const ids = z
  .union([z.array(word), word.transform((one) => [one])])
  .optional()
  .catch(undefined);
const Status = z.object({
  status: z.string().min(1),
  fail_reason: text,
  uploaded_bytes: count.optional().catch(undefined),
  // TikTok's own misspelling; the right one is taken too (tiktok-api.md 6).
  publicaly_available_post_id: ids,
  publicly_available_post_id: ids,
});
export function readStatus(data: unknown): PublishStatus | undefined {
  const { data: status } = Status.safeParse(data);
  if (!status) return undefined;
  switch (status.status) {
    case 'PUBLISH_COMPLETE': {
      const found = [
        ...(status.publicaly_available_post_id ?? []),
        ...(status.publicly_available_post_id ?? []),
      ];
      return { state: 'published', tiktokPostId: found.find((id) => /^[1-9]\d*$/.test(id)) ?? null };
    }
    case 'FAILED':
      return { state: 'failed', failReason: status.fail_reason || 'no_reason_given' };
    default:
      // PROCESSING_UPLOAD, PROCESSING_DOWNLOAD and words we do not know: still at work (tiktok-api.md 6).
      return { state: 'uploading', uploadedBytes: status.uploaded_bytes ?? null };
  }
}
