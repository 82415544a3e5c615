import * as z from 'zod';

/** What can go wrong with a request, in our words. `routes/problem.ts` says which HTTP status each one has. */
export const ERROR_CODES = [
  'invalid',
  'malformed',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_late',
  'stale',
  'too_large',
  'unsupported',
  'limit_reached',
  'tiktok_unavailable',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The body of every error under /api/v1, `application/problem+json` (RFC 9457). */
export const Problem = z
  .object({
    type: z.string(),
    code: z.enum(ERROR_CODES),
    status: z.int().min(400).max(599),
    title: z.string(),
    detail: z.string(),
    requestId: z.string(),
    /** Field by field, when a body, query or path did not pass. */
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** What stands in the way: the current post on 412, the posts that use a file on 409. */
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
