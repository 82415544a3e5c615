import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../app-env.ts';
import type { ErrorCode, Problem } from '../contract/index.ts';
import { AppError } from '../domain/errors.ts';
import { consoleLog, unexpected } from '../log.ts';

const STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_late: 409,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  limit_reached: 429,
  internal: 500,
  tiktok_unavailable: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>;

/** The HTTP status of one of our errors, for answers of another shape. */
export const statusOf = (code: ErrorCode) => STATUS[code];

const TITLE: Record<ErrorCode, string> = {
  malformed: 'The request could not be read',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Something stands in the way',
  too_late: 'Already on its way',
  stale: 'Changed meanwhile',
  too_large: 'Too large',
  unsupported: 'Not a type we take',
  invalid: 'Not valid',
  limit_reached: 'Too many requests',
  internal: 'Our mistake',
  tiktok_unavailable: 'TikTok did not answer',
  unavailable: 'Not at the moment',
};

export const titleOf = (code: ErrorCode) => TITLE[code];

/** Any error as `application/problem+json` (RFC 9457). What we did not expect is logged whole and answered with a plain 500. */
export function problem(error: unknown, c: Context<AppEnv>): Response {
  const known = toAppError(error);
  if (!known)
    (c.var.deps?.log ?? consoleLog).error('unexpected', {
      requestId: c.var.requestId,
      ...unexpected(error),
    });
  const code = known?.code ?? 'internal';
  const body: Problem = {
    type: `https://tiktimer.dev/problems/${code}`,
    code,
    status: STATUS[code],
    title: TITLE[code],
    detail: known?.message ?? 'Something went wrong on our side. It has been noted.',
    requestId: c.var.requestId ?? '',
    ...(known?.extra.issues && { issues: known.extra.issues }),
    ...(known?.extra.current !== undefined && { current: known.extra.current }),
  };
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (known?.extra.retryAfterSeconds) headers['retry-after'] = String(known.extra.retryAfterSeconds);
  if (code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
  return c.body(JSON.stringify(body), STATUS[code], headers);
}

function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) {
    const code = (Object.keys(STATUS) as ErrorCode[]).find((name) => STATUS[name] === error.status);
    if (code && code !== 'internal') return new AppError(code, error.message || TITLE[code]);
  }
  return undefined;
}
