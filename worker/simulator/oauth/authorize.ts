import type { Context } from 'hono';
import { bodyText } from '../body-text.ts';
import { newCode } from '../ids.ts';
import type { User } from '../users.ts';
import { findUser, findUserByName, listUsers } from '../users.ts';
import type { World } from '../world.ts';
import { consentPage, refusedPage } from './consent-page.ts';
import { BASIC_SCOPE, parseScopes } from './scopes.ts';

/** The authorize request as it travels through the consent form (tiktok-api.md 1.1). */
export interface Ask {
  client_key: string;
  response_type: string;
  scope: string;
  redirect_uri: string;
  state: string;
  code_challenge: string;
  code_challenge_method: string;
}
const ASK_FIELDS: (keyof Ask)[] = [
  'client_key',
  'response_type',
  'scope',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
];

const USERS_SHOWN_MAX = 50;
const REDIRECT_URI_CHARS_MAX = 512;
const CALLBACK_PATH = '/api/v1/auth/tiktok/callback';

export function showConsent(world: World) {
  return (c: Context) => {
    const ask = askFrom((name) => c.req.query(name));
    const trouble = checkAsk(world, ask);
    if (trouble) return answerTrouble(c, ask, trouble);
    const scopes = parseScopes(ask.scope) ?? [];
    return c.html(consentPage(ask, scopes, listUsers(world, USERS_SHOWN_MAX)));
  };
}

/**
 * The form of the consent page, and the one request by which a script consents: the authorize parameters,
 * `open_id` (or `username`), `decision=allow|deny`, and `scopes` once per granted scope (none = all asked for).
 */
export function decideConsent(world: World) {
  return async (c: Context) => {
    const form = new URLSearchParams(await bodyText(c.req.raw));
    const ask = askFrom((name) => form.get(name) ?? undefined);
    const trouble = checkAsk(world, ask);
    if (trouble) return answerTrouble(c, ask, trouble);
    if (form.get('decision') === 'deny') {
      return c.redirect(refusal(ask, 'access_denied', 'The user has denied the request.'), 302);
    }
    const user = chosenUser(world, form);
    if (!user) return c.html(refusedPage('no_such_user', 'There is no such test user.'), 400);

    const asked = parseScopes(ask.scope) ?? [];
    const ticked = form.has('scopes') ? form.getAll('scopes').flatMap((text) => text.split(',')) : asked;
    // The basic scope is not toggleable; nothing can be granted that was not asked for.
    const granted = asked.filter((scope) => scope === BASIC_SCOPE || ticked.includes(scope));
    const code = storeCode(world, ask, user.openId, granted);
    return c.redirect(callback(ask, { code, scopes: granted.join(','), state: ask.state }), 302);
  };
}

function chosenUser(world: World, form: URLSearchParams): User | undefined {
  const openId = form.get('open_id');
  if (openId) return findUser(world, openId);
  const username = form.get('username');
  return username ? findUserByName(world, username) : listUsers(world, 1)[0];
}

export interface Trouble {
  error: string;
  description: string;
  /** False when the redirect_uri itself can't be trusted: the user is told on a page instead. */
  tellApp: boolean;
}

export function checkAsk(world: World, ask: Ask): Trouble | undefined {
  const page = (error: string, description: string) => ({ error, description, tellApp: false });
  const told = (error: string, description: string) => ({ error, description, tellApp: true });
  if (ask.client_key !== world.clientKey) return page('invalid_client', 'client_key is not registered.');
  if (!isRegistered(world, ask.redirect_uri)) {
    return page('invalid_request', 'redirect_uri is not one of the registered ones.');
  }
  if (ask.response_type !== 'code') return told('unsupported_response_type', 'response_type must be code.');
  if (!parseScopes(ask.scope))
    return told('invalid_scope', 'scope must be a comma-separated list of known scopes.');
  if (ask.code_challenge && ask.code_challenge_method !== 'S256') {
    return told('invalid_request', 'code_challenge_method must be S256.');
  }
  return undefined;
}

/** Compared exactly, trailing slash included; static, absolute, no query, no fragment (tiktok-api.md 1.1). */
function isRegistered(world: World, uri: string): boolean {
  if (uri.length >= REDIRECT_URI_CHARS_MAX || /[?#]/.test(uri) || !URL.canParse(uri)) return false;
  const list = world.settings.redirectUris;
  if (list) return list.includes(uri);
  const { protocol, hostname, pathname } = new URL(uri);
  return protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname) && pathname === CALLBACK_PATH;
}

function askFrom(read: (name: string) => string | undefined): Ask {
  return Object.fromEntries(ASK_FIELDS.map((name) => [name, read(name) ?? ''])) as unknown as Ask;
}

function answerTrouble(c: Context, ask: Ask, trouble: Trouble) {
  if (!trouble.tellApp) return c.html(refusedPage(trouble.error, trouble.description), 400);
  return c.redirect(refusal(ask, trouble.error, trouble.description), 302);
}

function storeCode(world: World, ask: Ask, openId: string, scopes: string[]): string {
  const code = newCode();
  world.run(
    `INSERT INTO codes (code, open_id, scopes, client_key, redirect_uri, challenge, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    code,
    openId,
    scopes.join(','),
    ask.client_key,
    ask.redirect_uri,
    ask.code_challenge || null,
    world.now() + world.settings.codeSeconds * 1000,
  );
  return code;
}

const refusal = (ask: Ask, error: string, description: string) =>
  callback(ask, { error, error_description: description, state: ask.state });

/** `*` and `!` of the code's tail travel encoded, as `%2Av%215236.s1` (tiktok-api.md 1.2). */
function callback(ask: Ask, values: Record<string, string>): string {
  const encode = (text: string) => encodeURIComponent(text).replace(/\*/g, '%2A').replace(/!/g, '%21');
  const query = Object.entries(values).map(([name, value]) => `${name}=${encode(value)}`);
  return `${ask.redirect_uri}?${query.join('&')}`;
}
