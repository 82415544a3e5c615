import { createHash } from 'node:crypto';
import type { World } from '../world.ts';
import type { TokenSet } from './tokens.ts';
import { endAccess, findLiveToken, issueTokens, rotate } from './tokens.ts';

/** Errors are flat too; the status they travel with is a setting (tiktok-api.md 1.7). */
export type OAuthAnswer = { ok: TokenSet | null } | { error: string; description: string };

const refused = (error: string, description: string): OAuthAnswer => ({ error, description });
const expired = () => refused('invalid_grant', 'Authorization code is expired.');

export function answerToken(world: World, form: URLSearchParams): OAuthAnswer {
  const trouble = checkClient(world, form);
  if (trouble) return trouble;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchange(world, form);
    case 'refresh_token':
      return refresh(world, form);
    default:
      return refused('unsupported_grant_type', 'Grant type is not supported.');
  }
}

/** tiktok-api.md 1.6: kills both tokens, answers nothing. */
export function answerRevoke(world: World, form: URLSearchParams): OAuthAnswer {
  const trouble = checkClient(world, form);
  if (trouble) return trouble;
  const access = findLiveToken(world, 'access', form.get('token') ?? '');
  if (!access) return refused('invalid_request', 'The token is invalid.');
  endAccess(world, access.open_id, 5);
  return { ok: null };
}

/** Whom a token call is about, before anything happens: faults can be aimed at one user. */
export function subjectOf(world: World, form: URLSearchParams): string | undefined {
  const code = form.get('code') ?? '';
  const token = form.get('refresh_token') ?? form.get('token') ?? '';
  return world.row<{ open_id: string }>(
    'SELECT open_id FROM codes WHERE code = ? UNION SELECT open_id FROM tokens WHERE token = ?',
    code,
    token,
  )?.open_id;
}

interface CodeRow {
  code: string;
  open_id: string;
  scopes: string;
  client_key: string;
  redirect_uri: string;
  challenge: string | null;
  expires_at: number;
  used: number;
}

/** Single use, bound to client and redirect_uri, short-lived; a code whose tail was cut is unknown, and unknown
 * is called expired (tiktok-api.md 1.2, 1.7). */
function exchange(world: World, form: URLSearchParams): OAuthAnswer {
  const code = world.row<CodeRow>('SELECT * FROM codes WHERE code = ?', form.get('code') ?? '');
  if (!code || code.used || code.expires_at <= world.now()) return expired();
  if (code.client_key !== form.get('client_key')) return expired();
  if (code.redirect_uri !== form.get('redirect_uri')) {
    return refused('invalid_request', 'Redirect_uri is not matched with the uri when requesting code.');
  }
  if (code.challenge && code.challenge !== challengeOf(form.get('code_verifier') ?? '')) {
    return refused('invalid_request', 'Code verifier or code challenge is invalid.');
  }
  world.run('UPDATE codes SET used = 1 WHERE code = ?', code.code);
  return { ok: issueTokens(world, { openId: code.open_id, scopes: code.scopes }) };
}

/** Of two refreshes with one token exactly one wins: the object answers them one after the other. */
function refresh(world: World, form: URLSearchParams): OAuthAnswer {
  const token = findLiveToken(world, 'refresh', form.get('refresh_token') ?? '');
  if (!token) return refused('invalid_grant', 'Refresh token is invalid or expired.');
  return { ok: rotate(world, token) };
}

function checkClient(world: World, form: URLSearchParams): OAuthAnswer | undefined {
  const right =
    form.get('client_key') === world.clientKey && form.get('client_secret') === world.clientSecret;
  return right ? undefined : refused('invalid_client', 'Client key or secret is incorrect.');
}

/** Lowercase hex of SHA-256, not base64url; the verifier has 43 to 128 unreserved characters (tiktok-api.md 1.1). */
function challengeOf(verifier: string): string | undefined {
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return undefined;
  return createHash('sha256').update(verifier).digest('hex');
}
