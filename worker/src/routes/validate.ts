import { zValidator } from '@hono/zod-validator';
import type { ValidationTargets } from 'hono';
import { createMiddleware } from 'hono/factory';
import { resolver, uniqueSymbol } from 'hono-openapi';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { invalid, malformed, tooLarge, unsupported } from '../domain/errors.ts';
import { describes, jsonBody, refusals } from './describe.ts';

/** JSON bodies: 256 KB and 32 levels at most (security.md 31). */
export const JSON_BYTES_MAX = 256 * 1024;
export const JSON_DEPTH_MAX = 32;

const checked = <Target extends keyof ValidationTargets, Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) =>
  zValidator(target, schema, (result) => {
    if (result.success) return;
    const issues = result.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.message,
    }));
    const first = issues[0];
    throw invalid(
      first ? [first.path, first.message].filter(Boolean).join(': ') : 'This is not valid.',
      issues,
    );
  });

/** The same, and the document says what the schema does. */
const documented = <Target extends 'param' | 'query', Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) => {
  const middleware = checked(target, schema);
  Object.assign(middleware, { [uniqueSymbol]: { target, ...resolver(schema) } });
  return middleware;
};

/** The JSON body, parsed by `schema`, and one such for the document. Put `readableJson` before it on routes with a body. */
export const body = <Schema extends z.ZodType>(schema: Schema, example?: unknown) =>
  describes(checked('json', schema), {
    requestBody: jsonBody(schema, example),
    responses: refusals('invalid'),
  });
export const params = <Schema extends z.ZodType>(schema: Schema) => documented('param', schema);
export const query = <Schema extends z.ZodType>(schema: Schema) => documented('query', schema);

/** Refuses JSON that is not JSON by its type (415), too large or too deep (413), or broken (400), before anything reads it. */
export const readableJson = describes(
  createMiddleware<AppEnv>(async (c, next) => {
    if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(c.req.method)) return next();
    const text = await boundedText(c.req.raw.clone(), JSON_BYTES_MAX);
    if (text === '') return next();
    const type = c.req.header('content-type') ?? '';
    if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type))
      throw unsupported('Send the body as application/json.');
    if (depthOf(text) > JSON_DEPTH_MAX)
      throw tooLarge(`JSON may be nested ${JSON_DEPTH_MAX} levels deep at most.`);
    try {
      JSON.parse(text);
    } catch {
      throw malformed('The body is not JSON.');
    }
    return next();
  }),
  { responses: refusals('malformed', 'too_large', 'unsupported') },
);

async function boundedText(request: Pick<Request, 'headers' | 'body'>, max: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > max)
    throw tooLarge(`A JSON body may have ${max} bytes at most.`);
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > max) throw tooLarge(`A JSON body may have ${max} bytes at most.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** How deep JSON is nested, without parsing it. */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}
