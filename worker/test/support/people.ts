/** People for tests, made through the API's own door. */
import { env, exports } from 'cloudflare:workers';
import type { User } from '../../src/contract/index.ts';

export const APP_URL = env.APP_URL;

interface Request {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One request under /api/v1. */
export function call(
  method: string,
  path: string,
  { token, body, headers = {} }: Request = {},
): Promise<Response> {
  return exports.default.fetch(`http://api/api/v1${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Registers somebody nobody else is. `body` is the user, or the problem if it was refused. */
export async function newPerson(change: Record<string, unknown> = {}) {
  const name = `mira_${crypto.randomUUID().slice(0, 8)}`;
  const input = {
    email: `${name}@test.example`,
    username: name,
    password: 'plum tarts on sundays',
    ...change,
  };
  const answer = await call('POST', '/users', { body: input });
  return { input, answer, body: await answer.json<User & { detail: string }>() };
}

/** Somebody who is signed in. */
export async function signedInPerson(change: Record<string, unknown> = {}) {
  const { input, body: user } = await newPerson(change);
  const answer = await call('POST', '/sessions', { body: { login: input.email, password: input.password } });
  const { token } = await answer.json<{ token: string }>();
  return { input, user, token };
}
