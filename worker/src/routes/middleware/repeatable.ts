import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import type { StoredAnswer } from '../../db/repeats.ts';
import { AppError, malformed } from '../../domain/errors.ts';
import type { Once } from '../../services/repeats/once.ts';
import { beginOnce, finishOnce, giveUpOnce } from '../../services/repeats/once.ts';
import { boundedBytes } from '../bounded-body.ts';
import { describes, IDEMPOTENCY_KEY, refusals } from '../describe.ts';
import { JSON_BYTES_MAX } from '../validate.ts';

/**
 * Makes a POST safe to send again with the same Idempotency-Key: the deed is done once, repeats get its answer. Put it after
 * `authenticate`. `prefix` is the kind of id the deed mints. `anew`: the answer holds addresses that expire, so that a
 * repeat lets the verb, which finds its work done, answer again.
 */
export const repeatable = (prefix: 'post' | 'arm' | 'upl' | 'media' | 'msg', { anew = false } = {}) =>
  describes(
    createMiddleware<AppEnv>(async (c, next) => {
      const key = c.req.header('idempotency-key');
      if (key === undefined) return next();
      if (!/^[\x21-\x7e]{1,255}$/.test(key))
        throw malformed('Idempotency-Key: 1 to 255 visible ASCII characters.');
      const { deps, actor } = c.var;
      const request = { key, requestHash: await hashOf(c), mintedId: deps.newId<string>(prefix) };
      const begun = await beginOnce(deps, actor, request);
      if ('run' in begun) {
        c.set('once', begun.run);
        await next();
        return keep(c, begun.run, anew);
      }
      if (begun.answer.body !== null) return replay(begun.answer);
      c.header('idempotency-replayed', 'true');
      return next();
    }),
    {
      parameters: [IDEMPOTENCY_KEY],
      responses: refusals('malformed', 'conflict', 'too_large', 'invalid'),
    },
  );

/** Finished answers are kept; not those that ask to be repeated, nor those that hang on who asks. */
async function keep(c: Context<AppEnv>, once: Once, anew: boolean): Promise<Response | undefined> {
  const { status, headers } = c.res;
  const finished = status < 500 && status !== 401 && status !== 403 && !headers.has('retry-after');
  try {
    if (!finished) {
      await giveUpOnce(c.var.deps, once);
      return undefined;
    }
    const body = anew && status < 300 ? null : await c.res.clone().text();
    const other = await finishOnce(c.var.deps, once, { status, body, etag: headers.get('etag') });
    if (!other?.body) return undefined;
    // Hono would carry the headers of an answer that is merely replaced over to the next.
    c.res = undefined;
    c.res = replay(other);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The deed is done and its answer is on its way; a repeat will find the key and go on.
    c.var.deps.log.warn('answer not kept', { requestId: c.var.requestId, error });
  }
  return undefined;
}

const replay = ({ status, body, etag }: StoredAnswer) =>
  new Response(body, {
    status,
    headers: {
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      'idempotency-replayed': 'true',
      ...(etag && { etag }),
    },
  });

async function hashOf(c: Context<AppEnv>): Promise<string> {
  const body = await boundedBytes(c.req.raw.clone(), JSON_BYTES_MAX);
  const { actor } = c.var;
  // Who asks is part of it: nobody else, and no key with less, is given the answer.
  const who = `${actor.userId} ${actor.key?.id ?? ''}`;
  const head = new TextEncoder().encode(`${c.req.method} ${c.req.path} ${who}\n`);
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  const hash = await crypto.subtle.digest('SHA-256', whole);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
