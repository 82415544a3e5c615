/** How routes say what they are; `/openapi.json` is generated from it. Each middleware speaks for itself, so a route only says the rest. */
import type { DescribeRouteOptions } from 'hono-openapi';
import { describeRoute, resolver, uniqueSymbol } from 'hono-openapi';
import type * as z from 'zod';
import type { ErrorCode } from '../contract/index.ts';
import { statusOf } from './problem.ts';

export type Spec = DescribeRouteOptions;
type Answers = NonNullable<Spec['responses']>;
type Parameter = NonNullable<Spec['parameters']>[number];

/** Lets a middleware say what it adds to every route it stands before. */
export const describes = <M extends object>(middleware: M, spec: Spec): M =>
  Object.assign(middleware, { [uniqueSymbol]: { spec } });

/** What `authenticate` takes, any of them; the schemes are components too. */
export const CREDENTIALS: Record<string, string[]>[] = [
  { session: [] },
  { apiKey: [] },
  { OAuth2PasswordBearer: [] },
];

/** The answers of refusals by their codes; the shapes are components (openapi/document.ts). */
export const refusals = (...codes: ErrorCode[]): Answers =>
  Object.fromEntries(
    codes.map((code) => [statusOf(code), { $ref: `#/components/responses/Problem${statusOf(code)}` }]),
  );

/** The same of the old API: `{"detail": …}`. */
export const oldRefusals = (...statuses: number[]): Answers =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Old${status}` }]));

export interface More {
  /** What this verb refuses beyond what its middlewares do. */
  refuses?: ErrorCode[];
  /** Statuses of refusals of an old route. */
  oldRefuses?: number[];
  parameters?: Parameter[];
  requestBody?: Spec['requestBody'];
  description?: string;
}

/** Descriptions for the routes of one file: name of the operation, one line, its good answers, and the rest. */
export const describing =
  (tag: string) =>
  (operationId: string, summary: string, answers: Answers, more: More = {}) => {
    const { refuses = [], oldRefuses = [], ...rest } = more;
    const responses = { ...answers, ...refusals(...refuses), ...oldRefusals(...oldRefuses) };
    return describeRoute({ operationId, summary, tags: [tag], ...rest, responses });
  };

const header = (description: string) => ({ description, schema: { type: 'string' as const } });
export const ETAG = { ETag: header('What to send as If-Match with the next change.') };

/** A JSON answer of this shape. */
export const json = (schema: z.ZodType, example: unknown, description = 'As asked.', headers = {}) => ({
  description,
  headers,
  content: { 'application/json': { schema: resolver(schema), example } },
});
/** The bytes of a file of one of these types. */
export const binary = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]));
export const nothing = (description = 'Done; there is no body.') => ({ description });

export const jsonBody = (schema: z.ZodType, example?: unknown): Spec['requestBody'] => ({
  required: true,
  content: { 'application/json': { schema: resolver(schema), ...(example !== undefined && { example }) } },
});

const parameter = (name: string, description: string, schema: object = { type: 'string' }): Parameter => ({
  in: 'header',
  name,
  description,
  schema,
});
export const IF_MATCH = parameter(
  'If-Match',
  'The ETag last seen: the change is refused when the post is another by now.',
);
export const IF_NONE_MATCH = parameter('If-None-Match', 'The ETag last seen: 304 when nothing changed.');
export const IDEMPOTENCY_KEY = parameter(
  'Idempotency-Key',
  'The same key with the same body is done once; repeats get the first answer.',
  { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
);
