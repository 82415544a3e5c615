/** How the old API read its bodies (legacy-api.md 1, 2, 3.2). */
import type { Context } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import { boundedBytes } from '../bounded-body.ts';
import { JSON_BYTES_MAX } from '../validate.ts';
import { LegacyError, missing } from './errors.ts';

/** The JSON object of a request; anything else is the 422 or 400 it always was. */
export async function jsonObject(c: Context<AppEnv>): Promise<Record<string, unknown>> {
  const bytes = await boundedBytes(c.req.raw, JSON_BYTES_MAX);
  const body = parse(bytes, c.req.header('content-type') ?? '');
  if (body === null || body === undefined) throw new LegacyError(422, [missing(['body'], null)]);
  if (typeof body !== 'object' || Array.isArray(body))
    throw new LegacyError(422, [
      {
        type: 'model_attributes_type',
        loc: ['body'],
        msg: 'Input should be a valid dictionary or object to extract fields from',
        input: body,
      },
    ]);
  return body as Record<string, unknown>;
}

function parse(bytes: Uint8Array<ArrayBuffer>, type: string): unknown {
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Nested beyond what the stack holds: unreadable, as the old one had it.
    if (error instanceof RangeError) throw unreadable();
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
