import * as z from 'zod';

const seconds = z.number().int().min(0);
const ms = z.number().int().min(0);
const count = z.number().int().min(0);

/** One minute sliding windows per token (tiktok-api.md 8); 0 means no limit. */
const Limits = z.strictObject({
  init: count.default(6),
  creator_info: count.default(20),
  status: count.default(30),
  user_info: count.default(600),
});

/** How badly webhooks behave (tiktok-api.md 11, 15.20). */
const Webhooks = z.strictObject({
  /** Extra deliveries of each event after the first that was answered 200. */
  duplicates: count.default(0),
  /** Newest first instead of oldest first. */
  reorder: z.boolean().default(false),
  delayMs: ms.default(0),
  /** Events are recorded as dropped and never sent. */
  drop: z.boolean().default(false),
  wrongSignature: z.boolean().default(false),
  /** How far in the past `t` lies; the signature over it is right. */
  oldSeconds: seconds.default(0),
  retryBaseMs: ms.default(1_000),
  retryCapMs: ms.default(3_600_000),
});

export const Settings = z.strictObject({
  /** Exact list of registered redirect URIs; null = any loopback http URI with TikTimer's callback path. */
  redirectUris: z.array(z.string()).nullable().default(null),
  /** null = the variable WEBHOOK_URL; '' = off. */
  webhookUrl: z.string().nullable().default(null),
  /** Origin in upload_url and share links; null = the one of the request. */
  publicOrigin: z.string().nullable().default(null),

  /** The two sets of lifetimes in the sources are 7200 / 15552000 and 86400 / 31536000 (tiktok-api.md 1.4). */
  accessTokenSeconds: seconds.default(7_200),
  refreshTokenSeconds: seconds.default(15_552_000),
  codeSeconds: seconds.default(600),
  /** 200 as recorded live, 400 and 401 as other clients' tests expect (tiktok-api.md 1.7). */
  oauthErrorStatus: z.union([z.literal(200), z.literal(400), z.literal(401)]).default(200),
  refreshReturnsSameToken: z.boolean().default(false),
  refreshKillsAccessToken: z.boolean().default(false),

  audited: z.boolean().default(true),
  limits: Limits.prefault({}),

  uploadUrlSeconds: seconds.default(3_600),
  /** 4 GB read as 10^9; raise it to 4294967296 for the other reading (tiktok-api.md 10). */
  maxVideoBytes: count.default(4_000_000_000),
  /** What the x in `Content-Range: bytes 0-x/total` means (tiktok-api.md 3.3). */
  progressHeader: z.enum(['count', 'last_index']).default('count'),
  unknownUploadStatus: z.union([z.literal(405), z.literal(404)]).default(405),
  finishedUploadStatus: z.union([z.literal(416), z.literal(404)]).default(416),
  /** Rest between a chunk's last byte and the rest of the work; null = only in a crowd (see upload/receive.ts). */
  settleMs: ms.nullable().default(null),
  /** Bytes are counted but not kept: no feed, no read-back hash. For large benches. */
  discardBytes: z.boolean().default(false),
  /** With discardBytes: hash files of one chunk in passing. */
  hashDiscarded: z.boolean().default(false),

  processingBaseMs: ms.default(1_500),
  processingPerMbMs: ms.default(40),
  moderationMs: ms.default(3_000),
  postIdForm: z.enum(['numbers', 'strings', 'bare', 'absent']).default('numbers'),
  /** The first n polls after init are refused as unknown, in one of the two shapes of tiktok-api.md 6. */
  unknownPolls: count.default(0),
  unknownPollsStatus: z.union([z.literal(400), z.literal(200)]).default(400),
  /** The first n polls after the end still say PROCESSING_UPLOAD. */
  stalePolls: count.default(0),
  /** The first n polls after the last byte still count the bytes without the last chunk. */
  staleBytesPolls: count.default(0),

  webhooks: Webhooks.prefault({}),
  requestLog: z.boolean().default(true),
});
export type Settings = z.infer<typeof Settings>;

/** A patch may name any part; nested groups are merged, not replaced. Unknown names are refused: typos hide. */
export function patchSettings(current: Settings, patch: Record<string, unknown>): Settings {
  const merged: Record<string, unknown> = { ...current, ...patch };
  for (const group of ['limits', 'webhooks'] as const) {
    if (typeof patch[group] === 'object') merged[group] = { ...current[group], ...patch[group] };
  }
  return Settings.parse(merged);
}
