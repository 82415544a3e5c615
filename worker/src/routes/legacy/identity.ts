import { Hono } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import { findConnected } from '../../services/accounts/find-connected.ts';
import { endLegacyTokens } from '../../services/identity/devices.ts';
import type { LegacyTokens } from '../../services/identity/legacy-sign-in.ts';
import { legacySignIn, refreshTokens } from '../../services/identity/legacy-sign-in.ts';
import { addUser } from '../../services/identity/register-user.ts';
import { nothing } from '../describe.ts';
import { personOf } from '../middleware/enter.ts';
import { addressOf } from '../middleware/traffic.ts';
import { legacyAuthenticate } from './authenticate.ts';
import { assertStorable, formFields, objectOf, readJson } from './body.ts';
import type { ValidationItem } from './errors.ts';
import {
  assertNoItems,
  inactiveUser,
  LegacyError,
  legacyProblem,
  missing,
  notAString,
  withoutSecrets,
} from './errors.ts';
import { legacyUser } from './render.ts';
import { about, OLD_ANSWER, OLD_BODY } from './shapes.ts';

const PASSWORD_BYTES_MAX = 4096;

/** People in the old API (legacy-api.md 3), mounted at the root. */
export const legacyIdentity = new Hono<AppEnv>()
  .onError(legacyProblem)
  .post(
    '/register',
    about(
      'oldRegister',
      'Register',
      { 200: OLD_ANSWER.user },
      { requestBody: OLD_BODY.register, oldRefuses: [503] },
    ),
    readJson,
    async (c) => {
      const { email, username, password } = readTexts(objectOf(c.var.sent), [
        'email',
        'username',
        'password',
      ]);
      const member = await addUser(c.var.deps, { email, username, password }, addressOf(c));
      if (!member) throw new LegacyError(400, 'User with this email or username already exists');
      return c.json(legacyUser(member.user, null));
    },
  )
  .post(
    '/token',
    about(
      'oldToken',
      'Sign in by a form',
      { 200: OLD_ANSWER.tokens },
      { requestBody: OLD_BODY.login, oldRefuses: [400, 401, 413, 422, 503] },
    ),
    async (c) => {
      const { username, password } = readCredentials(await formFields(c));
      const userAgent = c.req.header('user-agent') ?? '';
      const tokens = await legacySignIn(c.var.deps, { username, password, userAgent, address: addressOf(c) });
      if (tokens === 'wrong') throw new LegacyError(401, 'Incorrect username or password');
      if (tokens === 'inactive') throw inactiveUser();
      c.header('cache-control', 'no-store');
      return c.json(tokenAnswer(tokens));
    },
  )
  .post(
    '/auth/refresh',
    about(
      'oldRefresh',
      'New tokens for a refresh token',
      { 200: OLD_ANSWER.tokens },
      { requestBody: OLD_BODY.refresh, oldRefuses: [401] },
    ),
    readJson,
    async (c) => {
      const refreshToken = readTexts(objectOf(c.var.sent), ['refresh_token']).refresh_token;
      const userAgent = c.req.header('user-agent') ?? '';
      const tokens = await refreshTokens(c.var.deps, { refreshToken, userAgent });
      if (tokens === 'wrong') throw new LegacyError(401, 'Invalid or expired refresh token');
      if (tokens === 'inactive') throw inactiveUser();
      c.header('cache-control', 'no-store');
      return c.json(tokenAnswer(tokens));
    },
  )
  .post(
    '/auth/logout',
    about('oldLogout', 'End all tokens of this user', { 204: nothing() }),
    legacyAuthenticate,
    async (c) => {
      await endLegacyTokens(c.var.deps, c.var.actor);
      return c.body(null, 204);
    },
  )
  .get('/users/me', about('oldMe', 'Who am I', { 200: OLD_ANSWER.user }), legacyAuthenticate, async (c) => {
    const { deps, actor, entered } = c.var;
    const { user } = personOf(c);
    const { connected = (await findConnected(deps, actor)) ?? null } = entered;
    return c.json(legacyUser(user, connected));
  });

const tokenAnswer = (tokens: LegacyTokens) => ({
  access_token: tokens.accessToken,
  refresh_token: tokens.refreshToken,
  token_type: 'bearer',
});

function readTexts<Name extends string>(body: Record<string, unknown>, names: Name[]): Record<Name, string> {
  assertNoItems(
    names.map((name) => {
      const loc = ['body', name];
      if (!Object.hasOwn(body, name)) return missing(loc, withoutSecrets(body));
      if (typeof body[name] === 'string') return undefined;
      return notAString(loc, isSecret(name) ? null : body[name]);
    }),
  );
  const texts = body as Record<Name, string>;
  for (const name of names) assertTakable(name, texts[name]);
  return texts;
}

const isSecret = (name: string) => name === 'password' || name === 'refresh_token';

function assertTakable(name: string, text: string): void {
  if (!isSecret(name)) assertStorable(name, text);
  else if (new TextEncoder().encode(text).length > PASSWORD_BYTES_MAX)
    throw new LegacyError(400, `The ${name} may have ${PASSWORD_BYTES_MAX} bytes at most`);
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
