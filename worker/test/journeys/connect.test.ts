/** Connecting and keeping a TikTok account, with the simulator's consent page, tokens and faults. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Account, AccountDetail } from '../../src/contract/index.ts';
import { makeDeps } from '../../src/deps.ts';
import { eventually } from '../support/creators.ts';
import { call, signedInPerson } from '../support/people.ts';
import type { ConsentChoice, Fault } from '../support/simulator-client.ts';
import { tiktok } from '../support/tiktok.ts';

afterEach(() => tiktok.clearFaults());

/** What a person does in the browser: begin, decide on TikTok's page, come back with its answer. */
async function connect(token: string, choice: ConsentChoice) {
  const begun = await call('POST', '/tiktok/connect', { token, body: {} });
  const { authorizationUrl } = await begun.json<{ authorizationUrl: string }>();
  const back = await tiktok.consent(authorizationUrl, choice);
  const query = Object.fromEntries(back.searchParams);
  const { code, state, scopes, error, error_description: errorDescription } = query;
  const body = { code, state, scopes, error, errorDescription };
  const answer = await call('POST', '/tiktok/connections', { token, body });
  return { status: answer.status, body: await answer.json<{ account: Account; detail: string }>() };
}

async function connected() {
  const { token, user: person } = await signedInPerson();
  const user = await tiktok.createUser();
  const { openId } = user;
  const { body } = await connect(token, { openId });
  const { id } = body.account;
  const stored = await env.DB.prepare('select link_id from tiktok_accounts where id = ?')
    .bind(id)
    .first<{ link_id: string }>();
  const link = { workspaceId: person.workspace.id, linkId: stored?.link_id as never };
  return { token, user, openId, id, link, keeper: makeDeps(env).account(openId) };
}
const show = async (token: string, id: string) =>
  (await call('GET', `/accounts/${id}`, { token })).json<AccountDetail>();
/** The account's object does what it owes to D1 and TikTok. */
const errands = (openId: string) => runDurableObjectAlarm(env.TIKTOK_ACCOUNT.getByName(openId));
const fault = (openId: string, change: Omit<Fault, 'openId'>) => tiktok.addFault({ openId, ...change });

describe('a person at TikTok’s consent page', () => {
  it('who says yes has the account, by its names', async () => {
    const { token, user, id } = await connected();
    expect(await show(token, id)).toMatchObject({
      username: user.username,
      nickname: user.nickname,
      status: 'connected',
      scopes: ['user.info.basic', 'video.publish'],
    });
  });

  it('who says no connects nothing', async () => {
    const { token } = await signedInPerson();
    const { openId } = await tiktok.createUser();
    const { status, body } = await connect(token, { openId, deny: true });
    expect([status, body.detail]).toEqual([403, 'You said no on TikTok’s page. Nothing was connected.']);
  });

  it('who does not allow posting is told what is missing', async () => {
    const { token } = await signedInPerson();
    const { openId } = await tiktok.createUser();
    const { status, body } = await connect(token, { openId, scopes: ['user.info.basic'] });
    expect(status).toBe(403);
    expect(body.detail).toContain('video.publish');
  });
});

describe('the tokens of an account', () => {
  it('are refreshed once when several posts find the token dead', async () => {
    const { keeper, link, openId } = await connected();
    const first = await keeper.token(link);
    if (!first.ok) throw new Error(first.reason);
    const all = await Promise.all([1, 2, 3].map(() => keeper.token(link, first.accessToken)));
    const tokens = new Set(all.map((answer) => answer.ok && answer.accessToken));
    expect(tokens.size).toBe(1);
    expect(tokens.has(first.accessToken)).toBe(false);
    expect(await tiktok.requests({ endpoint: 'refresh', openId })).toHaveLength(1);
  });

  it('survive an answer that was lost before TikTok did anything', async () => {
    const { keeper, link, openId } = await connected();
    await fault(openId, { endpoint: 'refresh', kind: 'close' });
    const first = await keeper.token(link);
    const second = await keeper.token(link, first.ok ? first.accessToken : '');
    expect(second.ok).toBe(true);
  });

  it('are gone when the answer was lost after TikTok rotated them; a reconnect revives the same link', async () => {
    const { token, keeper, link, openId, id } = await connected();
    await fault(openId, { endpoint: 'refresh', kind: 'close', effect: true });
    const first = await keeper.token(link);
    const lost = await keeper.token(link, first.ok ? first.accessToken : '');
    expect(lost).toEqual({ ok: false, reason: 'reconnect_needed' });
    await errands(openId);
    expect((await show(token, id)).status).toBe('needs_reconnect');

    const { body } = await connect(token, { openId });
    expect(body.account).toMatchObject({ id, status: 'connected' });
    expect(await keeper.mayPublish(link)).toBe(true);
  });

  it('that the user took back at TikTok are noticed at the next look', async () => {
    const { token, openId, id, keeper, link } = await connected();
    await tiktok.removeAccess(openId);
    expect(await keeper.creatorInfo(link, 0)).toEqual({ ok: false, denied: 'reconnect_needed' });
    expect(await show(token, id)).toMatchObject({ status: 'needs_reconnect', fresh: false });
  });

  it('are revoked at TikTok when the account is disconnected', async () => {
    const { token, keeper, link, openId, id } = await connected();
    expect((await call('DELETE', `/accounts/${id}`, { token })).status).toBe(200);
    expect(await keeper.token(link)).toEqual({ ok: false, reason: 'disconnected' });
    await errands(openId);
    // The object's own alarm may have been faster, and still be at it.
    const revokes = () => tiktok.requests({ endpoint: 'revoke', openId });
    expect(await eventually(revokes, ({ length }) => length > 0)).toMatchObject([{ status: 200 }]);
  });
});

describe('an account page', () => {
  it.each(['html', 'empty', 'truncated', 'big_json', 'redirect', 'cut_body', 'internal_error'] as const)(
    'shows what is known while TikTok answers with %s',
    async (kind) => {
      const { token } = await signedInPerson();
      const { openId } = await tiktok.createUser();
      await fault(openId, { endpoint: 'creator_info', kind, count: 0 });
      const { body } = await connect(token, { openId });
      const shown = await show(token, body.account.id);
      expect(shown).toMatchObject({ fresh: false, cannotPost: null, status: 'connected' });
    },
  );
});
