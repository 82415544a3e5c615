/** How the old API read its bodies (legacy-api.md 1, 2, 3.2). */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import { boundedBytes } from '../bounded-body.ts';
import { depthOf, JSON_BYTES_MAX, JSON_DEPTH_MAX } from '../validate.ts';
import { LegacyError, missing, notAnObject } from './errors.ts';
import { readsJson } from './shapes.ts';

/**
 * Reads a JSON body into `c.var.sent`. What is not JSON is refused here, before anybody is asked who they are; whether it
 * is what the route wants is said later, by `objectOf`.
 */
export const readJson = readsJson(
  createMiddleware<AppEnv & { Variables: { sent: unknown } }>(async (c, next) => {
    const bytes = await boundedBytes(c.req.raw, JSON_BYTES_MAX);
    c.set('sent', parse(bytes, c.req.header('content-type') ?? ''));
    await next();
  }),
);

/** The JSON object of a request; anything else is the 422 it always was. */
export function objectOf(
  sent: unknown,
  type: Parameters<typeof notAnObject>[0] = 'model_attributes_type',
): Record<string, unknown> {
  const item = notAnObjectItem(sent, type);
  if (item) throw new LegacyError(422, [item]);
  return sent as Record<string, unknown>;
}

export function notAnObjectItem(sent: unknown, type: Parameters<typeof notAnObject>[0]) {
  if (sent === null || sent === undefined) return missing(['body'], null);
  return typeof sent !== 'object' || Array.isArray(sent) ? notAnObject(type, sent) : undefined;
}

function parse(bytes: Uint8Array<ArrayBuffer>, type: string): unknown {
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) return text;
  if (depthOf(text) > JSON_DEPTH_MAX) throw unreadable();
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new LegacyError(422, [
      {
        type: 'json_invalid',
        loc: ['body', offsetOf(error)],
        msg: 'JSON decode error',
        input: {},
        ctx: { error: 'Expecting value' },
      },
    ]);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw unreadable(); // the bytes are not UTF-8
  }
}

/** Texts that cannot be stored as they are: a NUL, half a character. */
export function assertStorable(name: string, text: string): void {
  if (!text.isWellFormed() || text.includes('\u0000'))
    throw new LegacyError(400, `The ${name} holds a character that cannot be stored`);
}

const unreadable = () => new LegacyError(400, 'There was an error parsing the body');
const offsetOf = (error: unknown) => Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);

/** The fields of a form in either encoding; of another type there are none. A field sent twice counts by its last value. */
export async function formFields(c: Context<AppEnv>): Promise<Map<string, string | File>> {
  const type = c.req.header('content-type') ?? '';
  const multipart = /^multipart\/form-data\b/i.test(type);
  if (!multipart && !/^application\/x-www-form-urlencoded\b/i.test(type)) return new Map();
  if (multipart && !/boundary=/i.test(type)) throw new LegacyError(400, 'Missing boundary in multipart.');
  const bytes = await boundedBytes(c.req.raw, JSON_BYTES_MAX);
  try {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    return new Map(form.entries());
  } catch {
    throw new LegacyError(400, 'Invalid multipart data.'); // the only thing that fails here
  }
}
