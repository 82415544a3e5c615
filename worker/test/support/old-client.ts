/** An old client, as the old suite and the React app were: exact paths, form login, Bearer. */
import { exports } from 'cloudflare:workers';
import { tiktok } from './tiktok.ts';

export interface OldClient {
  username: string;
  password: string;
  token: string;
  refreshToken: string;
}
export interface OldPost {
  id: number;
  content: string;
  scheduled_time: string;
  platform: string;
  status: string;
  created_at: string;
  updated_at: string;
}

export const send = (path: string, init: RequestInit = {}) =>
  exports.default.fetch(`http://api${path}`, { redirect: 'manual', ...init });

/** One request with a token, and JSON if there is a body. */
export const ask = (method: string, path: string, token?: string, body?: unknown) =>
  send(path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

export const register = (username: string, password = 'pass') =>
  ask('POST', '/register', undefined, { email: `${username}@test.com`, username, password });

export async function login(username: string, password = 'pass') {
  const answer = await send('/token', { method: 'POST', body: new URLSearchParams({ username, password }) });
  const tokens = await answer.json<{ access_token: string; refresh_token: string; token_type: string }>();
  return { answer, tokens };
}

export async function oldClient(): Promise<OldClient> {
  const username = `owner_${crypto.randomUUID().slice(0, 8)}`;
  await register(username);
  const { tokens } = await login(username);
  return { username, password: 'pass', token: tokens.access_token, refreshToken: tokens.refresh_token };
}

export async function oldPost(token: string, change: Record<string, unknown> = {}): Promise<OldPost> {
  const body = { content: 'plum tart', scheduled_time: inHours(1), platform: 'tiktok', ...change };
  const answer = await ask('POST', '/posts/', token, body);
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json<OldPost>();
}

export const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** By the old routes: authorize, consent, exchange without a state. */
export async function connectOldClient(token: string) {
  const user = await tiktok.createUser();
  const begun = await ask('GET', '/api/v1/auth/tiktok/authorize', token);
  const { authorization_url: url } = await begun.json<{ authorization_url: string }>();
  const back = await tiktok.consent(url, { openId: user.openId });
  const code = back.searchParams.get('code') ?? '';
  const answer = await ask('POST', '/api/v1/auth/tiktok/exchange-token', token, { code });
  return { user, url, code, answer };
}
