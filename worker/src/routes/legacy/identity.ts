import type { Context } from 'hono';
import { Hono } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import { findConnected } from '../../services/accounts/find-connected.ts';
import { legacySignIn } from '../../services/identity/legacy-sign-in.ts';
import { getMe } from '../../services/identity/me.ts';
import { addUser } from '../../services/identity/register-user.ts';
import { legacyAuthenticate } from './authenticate.ts';
import { formFields, jsonObject } from './body.ts';
import type { ValidationItem } from './errors.ts';
import { assertNoItems, LegacyError, legacyProblem, missing, notAString, withoutSecrets } from './errors.ts';
import { legacyUser } from './render.ts';

const PASSWORD_BYTES_MAX = 4096;

/** People in the old API (legacy-api.md 3), mounted at the root. */
export const legacyIdentity = new Hono<AppEnv>()
  .onError(legacyProblem)
  .post('/register', async (c) => {
    const { email, username, password } = readTexts(await jsonObject(c), ['email', 'username', 'password']);
    const member = await addUser(c.var.deps, { email, username, password });
    if (!member) throw new LegacyError(400, 'User with this email or username already exists');
    return c.json(legacyUser(member.user, undefined));
  })
  .post('/token', async (c) => {
    const { username, password } = readCredentials(await formFields(c));
    const userAgent = c.req.header('user-agent') ?? '';
    const tokens = await legacySignIn(c.var.deps, { username, password, userAgent });
    if (tokens === 'wrong') throw new LegacyError(401, 'Incorrect username or password');
    if (tokens === 'inactive') throw new LegacyError(400, 'Inactive user');
    c.header('cache-control', 'no-store');
    return c.json({
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      token_type: 'bearer',
    });
  })
  .get('/users/me', legacyAuthenticate, async (c) => {
    const { deps, actor } = c.var;
    const { user } = await getMe(deps, actor);
    return c.json(legacyUser(user, await findConnected(deps, actor)));
  })
  .all('/register/', (c) => withoutSlash(c))
  .all('/token/', (c) => withoutSlash(c))
  .all('/users/me/', (c) => withoutSlash(c));

/** 307 keeps method and body. */
function withoutSlash(c: Context<AppEnv>): Response {
  const url = new URL(c.req.url);
  url.pathname = url.pathname.slice(0, -1);
  return c.redirect(url.href, 307);
}

function readTexts<Name extends string>(body: Record<string, unknown>, names: Name[]): Record<Name, string> {
  assertNoItems(
    names.map((name) => {
      const loc = ['body', name];
      if (!Object.hasOwn(body, name)) return missing(loc, withoutSecrets(body));
      if (typeof body[name] === 'string') return undefined;
      return notAString(loc, name === 'password' ? null : body[name]);
    }),
  );
  const texts = body as Record<Name, string>;
  for (const name of names) assertStorable(name, texts[name]);
  return texts;
}

function assertStorable(name: string, text: string): void {
  if (name === 'password') {
    if (new TextEncoder().encode(text).length > PASSWORD_BYTES_MAX)
      throw new LegacyError(400, `The password may have ${PASSWORD_BYTES_MAX} bytes at most`);
  } else if (!text.isWellFormed() || text.includes('\u0000')) {
    throw new LegacyError(400, `The ${name} holds a character that cannot be stored`);
  }
}

/** In a form an empty field counts as missing (legacy-api.md 2). */
function readCredentials(form: Map<string, string | File>): { username: string; password: string } {
  const grantType = form.get('grant_type');
  const required = (name: string): ValidationItem | undefined => {
    const value = form.get(name);
    if (value === undefined || value === '') return missing(['body', name], null);
    return typeof value === 'string' ? undefined : notAString(['body', name], null);
  };
  assertNoItems([
    grantType === undefined || grantType === '' || grantType === 'password'
      ? undefined
      : {
          type: 'string_pattern_mismatch',
          loc: ['body', 'grant_type'],
          msg: "String should match pattern '^password$'",
          input: typeof grantType === 'string' ? grantType : null,
          ctx: { pattern: '^password$' },
        },
    required('username'),
    required('password'),
  ]);
  return { username: String(form.get('username')), password: String(form.get('password')) };
}
