import type { Context } from 'hono';
import type { FaultEndpoint } from '../faults/faults.ts';
import { takeFault } from '../faults/faults.ts';
import { fakeAnswer, mark, waitBefore } from '../faults/spoil.ts';
import { newLogId } from '../ids.ts';
import { findLiveToken, ownerOf } from '../oauth/tokens.ts';
import { logRequest } from '../requests.ts';
import type { User } from '../users.ts';
import { findUser } from '../users.ts';
import type { World } from '../world.ts';
import type { LimitName } from './limits.ts';
import { hasRoom } from './limits.ts';

/** What a rule answers: data, or a code with its HTTP status. `rawData` is for numbers JavaScript can't write. */
export type Answer =
  | { data: Record<string, unknown>; publishId?: string }
  | { rawData: string }
  | { status: number; code: string; message: string };

export interface Call {
  user: User;
  scopes: string[];
  body: Record<string, unknown>;
  /** The origin under which the client reached us; upload_urls are built from it. */
  origin: string;
  query: (name: string) => string | undefined;
}

interface Rule {
  endpoint: FaultEndpoint;
  limit: LimitName;
  /** One of these is needed. */
  scopes: string[];
  /** creator_info takes any body, user/info has none. */
  body: 'json' | 'ignored';
}

/** All 403s speak alike and carry no diagnosis (tiktok-api.md 9). */
export const GUIDELINES_MESSAGE =
  'Please review our integration guidelines at https://developers.tiktok.com/doc/content-sharing-guidelines/';

export const refuse = (status: number, code: string, message = GUIDELINES_MESSAGE): Answer => ({
  status,
  code,
  message,
});
export const invalidParams = (message: string) => refuse(400, 'invalid_params', message);

/** Every call under /v2 but OAuth: token, scope, limit, body, then the rule itself (tiktok-api.md 0, 15.6, 15.7). */
export function apiCall(world: World, rule: Rule, act: (world: World, call: Call) => Answer) {
  return async (c: Context): Promise<Response> => {
    const arrivedAt = world.now();
    const text = await c.req.text();
    const bearer = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const openId = ownerOf(world, bearer);
    const asked = publishIdIn(text);

    const strike = takeFault(world, { endpoint: rule.endpoint, openId, publishId: asked });
    await waitBefore(strike);
    const answer = strike?.skipsEffect ? undefined : decide(world, rule, act, c, bearer, text);

    const response = answer ? render(world, answer) : fakeAnswer();
    const code = answer ? ('code' in answer ? answer.code : 'ok') : null;
    const publishId = asked ?? (answer && 'publishId' in answer ? answer.publishId : undefined);
    const { endpoint } = rule;
    const entry = { at: arrivedAt, c, endpoint, openId, publishId, status: response.status, code };
    logRequest(world, { ...entry, bytes: text.length, fault: strike });
    return mark(response, strike);
  };
}

function decide(
  world: World,
  rule: Rule,
  act: (world: World, call: Call) => Answer,
  c: Context,
  bearer: string,
  text: string,
): Answer {
  const token = findLiveToken(world, 'access', bearer);
  const user = token && findUser(world, token.open_id);
  if (!user) {
    return refuse(401, 'access_token_invalid', 'The access token is invalid or not found in the request.');
  }
  const scopes = token.scopes.split(',');
  if (!rule.scopes.some((scope) => scopes.includes(scope))) {
    return refuse(
      401,
      'scope_not_authorized',
      'The user did not authorize the scope required for this request.',
    );
  }
  if (!hasRoom(world, bearer, rule.limit)) {
    return refuse(429, 'rate_limit_exceeded', 'The API rate limit was exceeded. Try again later.');
  }
  const body = rule.body === 'json' ? jsonObject(c.req.header('content-type') ?? '', text) : {};
  if (!body) return invalidParams('The request body is not valid JSON.');
  const origin = world.settings.publicOrigin ?? new URL(c.req.url).origin;
  return act(world, { user, scopes, body, origin, query: (name) => c.req.query(name) });
}

function render(world: World, answer: Answer): Response {
  const log_id = newLogId(world.now());
  if ('code' in answer) {
    const error = { code: answer.code, message: answer.message, log_id };
    return Response.json({ data: {}, error }, { status: answer.status });
  }
  const error = JSON.stringify({ code: 'ok', message: '', log_id });
  const data = 'rawData' in answer ? answer.rawData : JSON.stringify(answer.data);
  return new Response(`{"data":${data},"error":${error}}`, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

function jsonObject(contentType: string, text: string): Record<string, unknown> | undefined {
  if (!contentType.startsWith('application/json')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Which publish a call is about, before it is parsed properly: faults are aimed at it. */
function publishIdIn(text: string): string | undefined {
  return /"publish_id"\s*:\s*"([^"]{1,64})"/.exec(text)?.[1];
}
