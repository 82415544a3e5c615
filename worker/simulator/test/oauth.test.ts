import { beforeEach, describe, expect, it } from 'vitest';
import {
  APP,
  api,
  authorizeUrl,
  BASE,
  BOTH_SCOPES,
  CALLBACK,
  control,
  creator,
  exchange,
  form,
  http,
  init,
  refresh,
} from './support.ts';

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const HEX_CHALLENGE = '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3';

const codeFrom = (url: URL) => url.searchParams.get('code') ?? '';
const newCode = async (changes = {}) => codeFrom(await control.consent(authorizeUrl(changes)));

beforeEach(() => control.reset());

describe('the consent page', () => {
  it('shows the creators to choose from and the scopes asked for, without JavaScript', async () => {
    const page = await (await http(authorizeUrl())).text();
    expect(page).toContain('@mara.makes');
    expect(page).toContain('@joon.at.home');
    expect(page).toContain('value="video.publish"');
    expect(page).not.toContain('<script');
  });

  it('answers 302 with code, granted scopes and the state as it came', async () => {
    const state = 'a b&c=d/ü';
    const back = await control.consent(authorizeUrl({ state }));
    expect(back.origin + back.pathname).toBe(CALLBACK);
    expect(back.searchParams.get('state')).toBe(state);
    expect(back.searchParams.get('scopes')).toBe(BOTH_SCOPES);
  });

  it('gives codes that end in *v!5236.s1 and travel URL-encoded', async () => {
    const back = await control.consent(authorizeUrl());
    expect(codeFrom(back)).toMatch(/\*v!5236\.s1$/);
    expect(back.search).toContain('%2Av%215236.s1');
  });

  it('says access_denied when the user denies', async () => {
    const back = await control.consent(authorizeUrl(), { deny: true });
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('st-1');
    expect(back.searchParams.has('code')).toBe(false);
  });

  it('grants a subset of scopes, and the basic one always', async () => {
    const back = await control.consent(authorizeUrl(), { scopes: ['nothing.asked'] });
    expect(back.searchParams.get('scopes')).toBe('user.info.basic');
    expect((await exchange(codeFrom(back))).json.scope).toBe('user.info.basic');
  });

  it('connects the creator that was chosen', async () => {
    const joon = (await control.users()).find((user) => user.username === 'joon.at.home');
    const back = await control.consent(authorizeUrl(), { username: 'joon.at.home' });
    expect((await exchange(codeFrom(back))).json.open_id).toBe(joon?.openId);
  });

  it('trusts no client key and no redirect_uri that is not registered, and does not redirect there', async () => {
    const changes: Record<string, string>[] = [
      { client_key: 'other' },
      { redirect_uri: 'https://evil.example/api/v1/auth/tiktok/callback' },
      { redirect_uri: `${CALLBACK}/` },
      { redirect_uri: `${CALLBACK}?x=1` },
      { redirect_uri: '' },
    ];
    for (const change of changes) {
      const answer = await http(authorizeUrl(change));
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
      await answer.text();
    }
  });

  it('compares redirect_uri with the registered list exactly, once there is one', async () => {
    await control.changeSettings({ redirectUris: ['https://app.example/back/'] });
    expect((await http(authorizeUrl())).status).toBe(400);
    expect((await http(authorizeUrl({ redirect_uri: 'https://app.example/back' }))).status).toBe(400);
    expect((await http(authorizeUrl({ redirect_uri: 'https://app.example/back/' }))).status).toBe(200);
  });

  it('wants response_type=code and comma-separated known scopes', async () => {
    const errorOf = async (change: Record<string, string>) => {
      const location = (await http(authorizeUrl(change))).headers.get('location') ?? BASE;
      return new URL(location).searchParams.get('error');
    };
    expect(await errorOf({ response_type: 'token' })).toBe('unsupported_response_type');
    expect(await errorOf({ scope: 'user.info.basic video.publish' })).toBe('invalid_scope');
    expect(await errorOf({ scope: 'user.info.basic,video.steal' })).toBe('invalid_scope');
  });
});

describe('a code', () => {
  it('is exchanged for a flat token answer', async () => {
    const { status, json } = await exchange(await newCode());
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual([
      'access_token',
      'expires_in',
      'open_id',
      'refresh_expires_in',
      'refresh_token',
      'scope',
      'token_type',
    ]);
    expect(json).toMatchObject({ expires_in: 7200, refresh_expires_in: 15552000, token_type: 'Bearer' });
  });

  it('works once', async () => {
    const code = await newCode();
    await exchange(code);
    expect((await exchange(code)).json.error).toBe('invalid_grant');
  });

  it('with its tail cut off is called expired', async () => {
    const { json } = await exchange((await newCode()).replace(/\*.*$/, ''));
    expect(json).toMatchObject({
      error: 'invalid_grant',
      error_description: 'Authorization code is expired.',
    });
    expect(json.log_id).toBeTruthy();
  });

  it('expires after ten minutes', async () => {
    const code = await newCode();
    await control.setClock({ advanceMs: 600_000 });
    expect((await exchange(code)).json.error).toBe('invalid_grant');
  });

  it('is bound to its redirect_uri and to the client', async () => {
    const code = await newCode();
    const other = { redirect_uri: CALLBACK.replace('127.0.0.1', 'localhost') };
    expect((await exchange(code, other)).json.error).toBe('invalid_request');
    expect((await exchange(code, { client_secret: 'wrong' })).json.error).toBe('invalid_client');
    expect((await exchange(code)).json.access_token).toBeTruthy();
  });

  it('with a PKCE challenge needs the verifier whose SHA-256 in hex it is; base64url is refused', async () => {
    const hex = { code_challenge: HEX_CHALLENGE, code_challenge_method: 'S256' };
    const base64url = { ...hex, code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' };
    expect((await exchange(await newCode(hex), { code_verifier: VERIFIER })).json.access_token).toBeTruthy();
    expect((await exchange(await newCode(hex))).json.error).toBe('invalid_request');
    expect((await exchange(await newCode(base64url), { code_verifier: VERIFIER })).json.error).toBe(
      'invalid_request',
    );
  });

  it('without a challenge does not mind a verifier', async () => {
    expect((await exchange(await newCode(), { code_verifier: VERIFIER })).json.access_token).toBeTruthy();
  });
});

describe('the token endpoint', () => {
  it('takes forms only', async () => {
    const answer = await http('/v2/oauth/token/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...APP, code: await newCode(), grant_type: 'authorization_code' }),
    });
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('tells errors with HTTP 200, or 400 or 401 when told so', async () => {
    const statusOf = async () => (await exchange('nonsense')).status;
    expect(await statusOf()).toBe(200);
    await control.changeSettings({ oauthErrorStatus: 400 });
    expect(await statusOf()).toBe(400);
    await control.changeSettings({ oauthErrorStatus: 401 });
    expect(await statusOf()).toBe(401);
  });

  it('knows two grant types', async () => {
    const { json } = await form('/v2/oauth/token/', { ...APP, grant_type: 'password' });
    expect(json.error).toBe('unsupported_grant_type');
  });

  it('can give the other set of lifetimes', async () => {
    await control.changeSettings({ accessTokenSeconds: 86_400, refreshTokenSeconds: 31_536_000 });
    const { json } = await exchange(await newCode());
    expect(json).toMatchObject({ expires_in: 86_400, refresh_expires_in: 31_536_000 });
  });

  it('without its trailing slash, or by GET, is an unsupported path in plain text', async () => {
    for (const answer of [
      await http('/v2/oauth/token', { method: 'POST' }),
      await http('/v2/oauth/token/'),
    ]) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('Unsupported path(Janus)');
    }
  });
});

describe('a refresh', () => {
  it('gives a new pair, and the old refresh token is dead at once', async () => {
    const me = await creator();
    const { json } = await refresh(me.refreshToken);
    expect(json.refresh_token).not.toBe(me.refreshToken);
    expect(json.access_token).not.toBe(me.token);
    expect((await refresh(me.refreshToken)).json.error).toBe('invalid_grant');
    expect((await refresh(json.refresh_token ?? '')).json.access_token).toBeTruthy();
  });

  it('lets the old access token live until its expiry, unless told otherwise', async () => {
    const me = await creator();
    const next = await refresh(me.refreshToken);
    expect((await api('creator_info/query/', me.token)).status).toBe(200);
    await control.changeSettings({ refreshKillsAccessToken: true });
    await refresh(next.json.refresh_token ?? '');
    expect((await api('creator_info/query/', me.token)).status).toBe(401);
  });

  it('can return the same refresh token', async () => {
    await control.changeSettings({ refreshReturnsSameToken: true });
    const me = await creator();
    await control.setClock({ advanceMs: 60_000 });
    const { json } = await refresh(me.refreshToken);
    expect(json.refresh_token).toBe(me.refreshToken);
    expect(Number(json.refresh_expires_in)).toBeLessThanOrEqual(15_552_000 - 60);
  });

  it('has exactly one winner when two ask with one token', async () => {
    const me = await creator();
    const answers = await Promise.all([1, 2, 3].map(() => refresh(me.refreshToken)));
    expect(answers.filter(({ json }) => json.access_token)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.error === 'invalid_grant')).toHaveLength(2);
  });

  it('is refused after the refresh token’s life', async () => {
    const me = await creator();
    await control.setClock({ advanceMs: 15_552_000_000 });
    expect((await refresh(me.refreshToken)).json.error).toBe('invalid_grant');
  });
});

describe('the end of access', () => {
  it('by revoke is 200 and empty, and kills both tokens', async () => {
    const me = await creator();
    const answer = await form('/v2/oauth/revoke/', { ...APP, token: me.token });
    expect(answer).toMatchObject({ status: 200, text: '' });
    const info = await api('creator_info/query/', me.token);
    expect(info.status).toBe(401);
    expect(info.json.error.code).toBe('access_token_invalid');
    expect((await refresh(me.refreshToken)).json.error).toBe('invalid_grant');
  });

  it('needs the client secret to revoke, and an unknown token is an error', async () => {
    const me = await creator();
    const { client_key } = APP;
    expect((await form('/v2/oauth/revoke/', { client_key, token: me.token })).json.error).toBe(
      'invalid_client',
    );
    expect((await form('/v2/oauth/revoke/', { ...APP, token: 'act.unknown' })).json.error).toBeTruthy();
    expect((await api('creator_info/query/', me.token)).status).toBe(200);
  });

  it('by the user fails what is being published with auth_removed', async () => {
    const me = await creator();
    const { publishId } = await init(me.token);
    await control.removeAccess(me.openId);
    const [publish] = await control.publications({ publishId, all: true });
    expect(publish).toMatchObject({ stage: 'failed', failReason: 'auth_removed' });
    expect((await api('creator_info/query/', me.token)).status).toBe(401);
    expect(await control.postsCount(me.openId)).toBe(0);
  });

  it('is not for ever: consenting again gives new tokens', async () => {
    const me = await creator();
    await control.removeAccess(me.openId);
    const back = await control.consent(authorizeUrl(), { openId: me.openId });
    const { json } = await exchange(codeFrom(back));
    expect(json.open_id).toBe(me.openId);
    expect((await api('creator_info/query/', json.access_token ?? '')).status).toBe(200);
  });
});
