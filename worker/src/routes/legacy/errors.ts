/** The old API's way of saying no: `{"detail": …}`, validation as a list (legacy-api.md 2). */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../app-env.ts';
import type { ErrorCode } from '../../contract/index.ts';
import { AppError, notFound } from '../../domain/errors.ts';
import { unexpected } from '../../log.ts';
import { statusOf } from '../problem.ts';

export interface ValidationItem {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

export class LegacyError extends Error {
  readonly status: ContentfulStatusCode;
  readonly detail: string | ValidationItem[];

  constructor(status: ContentfulStatusCode, detail: string | ValidationItem[]) {
    super(typeof detail === 'string' ? detail : 'validation');
    this.name = 'LegacyError';
    this.status = status;
    this.detail = detail;
  }
}

export const notAuthenticated = () => new LegacyError(401, 'Not authenticated');
export const badCredentials = () => new LegacyError(401, 'Could not validate credentials');
export const inactiveUser = () => new LegacyError(400, 'Inactive user');

/** 422 with every failed field in the order given; nothing failed, nothing thrown. */
export function assertNoItems(items: (ValidationItem | undefined)[]): void {
  const failed = items.filter((item) => item !== undefined);
  if (failed.length > 0) throw new LegacyError(422, failed);
}

export const missing = (loc: ValidationItem['loc'], input: unknown): ValidationItem => ({
  type: 'missing',
  loc,
  msg: 'Field required',
  input,
});

export const notAString = (loc: ValidationItem['loc'], input: unknown): ValidationItem => ({
  type: 'string_type',
  loc,
  msg: 'Input should be a valid string',
  input,
});

const NOT_AN_OBJECT = {
  model_attributes_type: 'Input should be a valid dictionary or object to extract fields from',
  dict_type: 'Input should be a valid dictionary',
};
export const notAnObject = (type: keyof typeof NOT_AN_OBJECT, input: unknown): ValidationItem => ({
  type,
  loc: ['body'],
  msg: NOT_AN_OBJECT[type],
  input,
});

/** What came in, without secrets: the old API sent it back (legacy-api.md 9). */
export const withoutSecrets = (input: unknown): unknown =>
  input !== null && typeof input === 'object' && !Array.isArray(input)
    ? Object.fromEntries(
        Object.entries(input).filter(([name]) => name !== 'password' && name !== 'refresh_token'),
      )
    : input;

/** For `onError` of every legacy sub-app. Our own errors keep their sentence; bugs keep the old middleware's form and tell nothing. */
export function legacyProblem(error: unknown, c: Context<AppEnv>): Response {
  if (error instanceof LegacyError) return say(c, error.status, error.detail);
  if (error instanceof AppError && error.code !== 'internal')
    return say(c, legacyStatus(error.code), sentenceOf(error), error.extra.retryAfterSeconds);
  c.var.deps?.log.error('unexpected', {
    requestId: c.var.requestId,
    ...unexpected(error),
  });
  return c.json({ detail: 'An unexpected error occurred', type: 'server_error' }, 500);
}

/** 422 is a list in the old API, and old clients send no ETag that could be stale. */
function legacyStatus(code: ErrorCode) {
  if (code === 'invalid') return 400;
  return code === 'stale' ? 409 : statusOf(code);
}

const sentenceOf = (error: AppError) =>
  error.code === 'not_found' && error.message === notFound('post').message ? 'Post not found' : error.message;

function say(c: Context, status: ContentfulStatusCode, detail: LegacyError['detail'], retryAfter?: number) {
  if (status === 401) c.header('www-authenticate', 'Bearer');
  if (retryAfter) c.header('retry-after', String(retryAfter));
  return c.json({ detail }, status);
}
