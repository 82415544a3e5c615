import type { ErrorCode } from '../contract/index.ts';

/** Expected trouble: a code and a sentence for the user. Thrown once, turned into HTTP in one place (`routes/problem.ts`). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly extra: {
    issues?: { path: string; message: string }[];
    current?: unknown;
    retryAfterSeconds?: number;
  };

  constructor(code: ErrorCode, sentence: string, extra: AppError['extra'] = {}) {
    super(sentence);
    this.name = 'AppError';
    this.code = code;
    this.extra = extra;
  }
}

export const invalid = (sentence: string, issues?: { path: string; message: string }[]) =>
  new AppError('invalid', sentence, issues ? { issues } : {});
export const malformed = (sentence: string) => new AppError('malformed', sentence);
export const unauthenticated = (sentence = 'Please sign in.') => new AppError('unauthenticated', sentence);
export const forbidden = (sentence: string) => new AppError('forbidden', sentence);
/** Also for what belongs to somebody else: existence does not leak. */
export const notFound = (what: string) => new AppError('not_found', `There is no such ${what}.`);
export const conflict = (sentence: string, current?: unknown) =>
  new AppError('conflict', sentence, { current });
export const tooLate = (sentence = 'This post is already on its way to TikTok.', current?: unknown) =>
  new AppError('too_late', sentence, { current });
/** Somebody is at it already; the same request is answered when they have finished. */
export const stillRunning = (retryAfterSeconds: number) =>
  new AppError('conflict', 'The first request with this Idempotency-Key is still running.', {
    retryAfterSeconds,
  });
export const stale = (current: unknown) =>
  new AppError('stale', 'This changed since you last saw it. Look at the current state and try again.', {
    current,
  });
export const tooLarge = (sentence: string) => new AppError('too_large', sentence);
export const unsupported = (sentence: string) => new AppError('unsupported', sentence);
export const limitReached = (sentence: string, retryAfterSeconds: number) =>
  new AppError('limit_reached', sentence, { retryAfterSeconds });
export const tiktokUnavailable = (sentence = 'TikTok did not answer. Try again in a moment.') =>
  new AppError('tiktok_unavailable', sentence, { retryAfterSeconds: 10 });
export const unavailable = (sentence: string) =>
  new AppError('unavailable', sentence, { retryAfterSeconds: 5 });
