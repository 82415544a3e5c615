/** TikTok as tiktok-api.md 3 and 6 word it: uploads, chunks in sequence, addresses that live an hour, answers that lag. */
import type { Told, Trouble } from '../../src/domain/trouble.ts';
import type { PutAnswer } from '../../src/services/publishing/ports.ts';
import type { DirectPost, PublishStatus } from '../../src/tiktok/types.ts';
import { armingOf } from './oracle.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;

export interface Upload {
  publishId: string;
  url: string;
  post: DirectPost;
  createdAt: number;
  expiresAt: number;
  chunks: number;
  completeAt: number | null;
  /** Decided when the last byte arrives, said when `doneAt` has come. */
  verdict: { failReason: string | null; doneAt: number } | null;
  tiktokPostId: string | null;
  /** TikTok has lost this upload: its address leads nowhere. */
  forgotten: boolean;
}

/** What one seed's TikTok is like. */
export interface Manners {
  progressIsLastIndex: boolean;
  /** Status may speak of some seconds ago. */
  lagMs: number;
  processingMs: [number, number];
  failRate: number;
  unusualAnswers: number;
  /** uploaded_bytes leaves the last chunk out for as long as TikTok processes. */
  hidesLastChunk: boolean;
}

export class TikTokWorld {
  readonly #world: World;
  manners: Manners;
  readonly uploads: Upload[] = [];
  /** Verdicts for the next completions, for scripts; else chance. */
  readonly verdicts: (string | null)[] = [];
  refuseSeveralChunks = false;

  constructor(world: World, manners: Manners) {
    this.#world = world;
    this.manners = manners;
  }

  /** Completed and not failed: published, or about to be. */
  get taken(): Upload[] {
    return this.uploads.filter((u) => u.completeAt !== null && u.verdict?.failReason == null);
  }

  init(token: string, post: DirectPost): Told<{ publishId: string; uploadUrl: string }> {
    const { world } = this;
    const { now } = world.timeline;
    const refusal = this.#refusal(token) ?? this.#planRefused(post);
    if (refusal) return { ok: false, trouble: refusal, serverDate: now };
    if (!world.account.privacyOptions.includes(post.privacy))
      return {
        ok: false,
        trouble: trouble('fail', 'privacy_level_option_mismatch', 'privacy_not_offered'),
        serverDate: now,
      };
    const n = this.uploads.length + 1;
    const upload: Upload = {
      publishId: `v_pub_file~${n}`,
      url: `https://upload.test/${n}`,
      post,
      createdAt: now,
      expiresAt: now + HOUR,
      chunks: 0,
      completeAt: null,
      verdict: null,
      tiktokPostId: null,
      forgotten: false,
    };
    this.uploads.push(upload);
    world.note(`TikTok: init ${n}`);
    return { ok: true, value: { publishId: upload.publishId, uploadUrl: upload.url }, serverDate: now };
  }

  get world(): World {
    return this.#world;
  }

  #refusal(token: string): Trouble | null {
    if (token !== this.#world.account.liveToken)
      return trouble('reauthorize', 'access_token_invalid', 'reconnect_needed');
    return null;
  }

  #planRefused(post: DirectPost): Trouble | null {
    const { bytes, chunkBytes, chunkCount } = post;
    const last = bytes - (chunkCount - 1) * chunkBytes;
    const fine =
      bytes > 0 &&
      chunkCount >= 1 &&
      chunkCount <= 1000 &&
      chunkCount === Math.floor(bytes / chunkBytes) &&
      (chunkCount === 1 ? chunkBytes === bytes : chunkBytes >= 5_242_880) &&
      chunkBytes <= 64_000_000 &&
      last <= 128_000_000;
    if (!fine) this.#world.wrong(`a chunk plan TikTok refuses: ${bytes} as ${chunkCount} × ${chunkBytes}`);
    if (fine && !(this.refuseSeveralChunks && chunkCount > 1)) return null;
    return { ...trouble('fail', 'invalid_params', 'our_setup'), technical: 'The chunk size is invalid' };
  }

  status(token: string, publishId: string): Told<PublishStatus> {
    const { chance, timeline } = this.#world;
    const refusal = this.#refusal(token);
    if (refusal) return { ok: false, trouble: refusal, serverDate: timeline.now };
    const upload = this.uploads.find((u) => u.publishId === publishId);
    const told = (value: PublishStatus) => ({ ok: true as const, value, serverDate: timeline.now });
    if (!upload || timeline.now < upload.createdAt + chance.between(0, this.manners.lagMs))
      return told({ state: 'unknown_id' });
    const seenAt = timeline.now - chance.between(0, this.manners.lagMs);
    const { completeAt, verdict } = upload;
    if (completeAt !== null && completeAt <= seenAt && verdict) {
      if (verdict.doneAt <= seenAt) {
        if (verdict.failReason !== null) return told({ state: 'failed', failReason: verdict.failReason });
        const known =
          upload.post.privacy === 'PUBLIC_TO_EVERYONE' &&
          seenAt > verdict.doneAt + 60_000 * (upload.createdAt % 90);
        upload.tiktokPostId ??= known ? `7${upload.createdAt}` : null;
        return told({ state: 'published', tiktokPostId: upload.tiktokPostId });
      }
      const uploadedBytes = chance.happens(this.manners.unusualAnswers) ? null : upload.post.bytes;
      if (!this.manners.hidesLastChunk) return told({ state: 'uploading', uploadedBytes });
    }
    const stored = Math.min(upload.chunks, upload.post.chunkCount - 1);
    return told({ state: 'uploading', uploadedBytes: stored * upload.post.chunkBytes });
  }

  /** A PUT whose whole body has arrived. */
  receive(url: string, index: number, startedAt: number): PutAnswer {
    const { now } = this.#world.timeline;
    const upload = this.uploads.find((u) => u.url === url);
    const refused = this.refusesAddress(url, startedAt);
    if (!upload || refused) return refused ?? { status: 405, reported: null };
    if (upload.completeAt !== null && this.#world.chance.happens(0.3)) return { status: 404, reported: null };
    if (index !== upload.chunks || upload.completeAt !== null)
      return { status: 416, reported: this.#progress(upload) };
    upload.chunks++;
    if (upload.chunks < upload.post.chunkCount) return { status: 206, reported: this.#progress(upload) };
    this.#complete(upload, now);
    return { status: 201, reported: this.#progress(upload) };
  }

  refusesAddress(url: string, at: number): PutAnswer | null {
    const upload = this.uploads.find((u) => u.url === url);
    if (!upload || upload.forgotten) return { status: 405, reported: null };
    return at > upload.expiresAt ? { status: 403, reported: null } : null;
  }

  #progress(upload: Upload): number | null {
    if (this.#world.chance.happens(this.manners.unusualAnswers)) return null;
    const { post, chunks } = upload;
    const bytes = chunks === post.chunkCount ? post.bytes : chunks * post.chunkBytes;
    return this.manners.progressIsLastIndex ? bytes - 1 : bytes;
  }

  #complete(upload: Upload, now: number): void {
    const { world } = this;
    world.note(`TikTok: ${upload.publishId} is complete`);
    world.oracle.took(upload.post, now, this.taken.length);
    upload.completeAt = now;
    const [least, most] = this.manners.processingMs;
    const doneAt = now + world.chance.between(least, most);
    const failReason =
      this.verdicts.length > 0
        ? (this.verdicts.shift() ?? null)
        : world.chance.happens(this.manners.failRate)
          ? world.chance.pick(['internal', 'internal', 'spam_risk', 'file_format_check_failed'])
          : null;
    upload.verdict = { failReason, doneAt };
    world.lateness.push(now - world.oracle.dueAt(armingOf(upload.post)));
  }
}

export const trouble = (
  action: Trouble['action'],
  code: string,
  reason: Trouble['reason'],
  retryAfterMs: number | null = null,
): Trouble => ({ action, reason, code, technical: code, httpStatus: null, retryAfterMs });
