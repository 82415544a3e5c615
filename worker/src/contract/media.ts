import * as z from 'zod';
import { MediaId, PostId, UploadId } from './ids.ts';

/** TikTok: 4 GB; which GB is not said, so the smaller one (tiktok-api.md 10). */
export const MEDIA_BYTES_MAX = 4_000_000_000;
/** Equal parts, as R2 wants them (platform.md 5); few enough in memory, each small enough to send again. */
export const PART_BYTES = 8 * 1024 * 1024;

export const MEDIA_STATUSES = ['uploading', 'checking', 'ready', 'rejected', 'purging'] as const;
export const VIDEO_TYPES = ['video/mp4', 'video/quicktime', 'video/webm'] as const;

export const CreateUpload = z.strictObject({
  name: z.string().min(1).max(255),
  bytes: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** What the client believes the file to be; the worker looks for itself. */
  type: z.string().min(1).max(128),
});
export type CreateUpload = z.infer<typeof CreateUpload>;

export const UploadPart = z.object({
  number: z.int().min(1).max(10_000),
  bytes: z.int().min(1).max(PART_BYTES),
});
/** An upload in progress. `parts` are those held; the others are missing. Part n covers bytes (n-1)*partBytes to n*partBytes-1. */
export const Upload = z
  .object({
    id: UploadId,
    mediaId: MediaId,
    name: z.string(),
    bytes: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    partBytes: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    partCount: z.int().min(1).max(10_000),
    parts: z.array(UploadPart),
    status: z.enum(['open', 'completed', 'aborted']),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;

/** Ask for addresses of parts: each is opaque, signed, and good for an hour of PUTs without other credentials. */
export const RequestParts = z.strictObject({ numbers: z.array(z.int().min(1).max(10_000)).min(1).max(100) });
export const PartUrls = z.object({
  parts: z.array(
    z.object({ number: z.int().min(1).max(10_000), url: z.string(), bytes: z.int().min(1).max(PART_BYTES) }),
  ),
  expiresAt: z.iso.datetime(),
});

/** One line of the media check: `ok` says what is fine, `warns` can be posted, `blocks` can't. The sentence is for the user. */
export const Verdict = z.object({
  severity: z.enum(['ok', 'warns', 'blocks']),
  code: z.string(),
  sentence: z.string(),
});
export type Verdict = z.infer<typeof Verdict>;

/** What was found in the file itself. Pixels are after rotation; fps and seconds as measured. */
export const MediaFacts = z.object({
  container: z.enum(['mp4', 'mov', 'webm']),
  type: z.enum(VIDEO_TYPES),
  videoCodec: z.string(),
  audioCodec: z.string().nullable(),
  width: z.int().min(0).max(1_000_000),
  height: z.int().min(0).max(1_000_000),
  fps: z.number(),
  durationMs: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type MediaFacts = z.infer<typeof MediaFacts>;

export const Media = z
  .object({
    id: MediaId,
    name: z.string(),
    bytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    status: z.enum(MEDIA_STATUSES),
    facts: MediaFacts.nullable(),
    verdicts: z.array(Verdict),
    kept: z.boolean(),
    /** Posts that show this file, whatever became of them. */
    usedIn: z.int().min(0).max(1_000_000),
    /** When it will be removed by itself: some days after it was published. Null: not planned. */
    removedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    /** Signed, seekable, good for an hour; null until the file is ready. */
    url: z.string().nullable(),
    /** A still picture of the video, signed, good for an hour at least; null where nobody made one. */
    posterUrl: z.string().nullable(),
  })
  .meta({ id: 'Media' });
export type Media = z.infer<typeof Media>;

/** A poster is a JPEG or WebP of this many bytes at most, each side within these pixels. */
export const POSTER_BYTES_MAX = 512 * 1024;
export const POSTER_SIDE_MIN = 16;
export const POSTER_SIDE_MAX = 2048;

export const PatchMedia = z.strictObject({ kept: z.boolean() });
export const ListMedia = z.object({
  status: z.enum(MEDIA_STATUSES).optional(),
  /** Only files no post uses. */
  unused: z.enum(['true']).optional(),
  /** Without what is counted over the whole library: for who wants the files alone. */
  totals: z.enum(['false']).optional(),
  cursor: z.string().max(256).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
});
const fileCount = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/**
 * `totalBytes` and `counts` are of the whole library, not of this page, and left out with `totals=false`; `unused` files are
 * in no post.
 */
export const MediaPage = z
  .object({
    media: z.array(Media),
    next: z.string().nullable(),
    totalBytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    counts: z.object({ all: fileCount, unused: fileCount, refused: fileCount }).optional(),
  })
  .meta({ id: 'MediaPage' });
export type MediaPage = z.infer<typeof MediaPage>;
export const OpenUploads = z.object({ uploads: z.array(Upload) }).meta({ id: 'OpenUploads' });
/** `current` of the 409 that answers a completion too early: the numbers still missing. */
export const MissingParts = z.object({ missing: z.array(z.int().min(1).max(10_000)) });
/** `current` of the 409 that answers the deletion of a file in use. */
export const MediaInUse = z.object({ posts: z.array(PostId) });
