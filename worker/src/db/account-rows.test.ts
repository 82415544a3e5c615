import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { newCreator } from '../../test/support/creators.ts';
import type { AccountId, LinkId, WorkspaceId } from '../contract/ids.ts';
import { makeDeps } from '../deps.ts';
import { tellingAccountRows } from '../services/accounts/telling-rows.ts';
import { newestSignedOut } from './notices.ts';

/** D1 takes this many values a query. */
const VALUES_MAX = 100;

it('an account that hundreds of workspaces connected hears its news in each of them', async () => {
  const { account, user } = await newCreator();
  const row = await env.DB.prepare('select link_id as link from tiktok_accounts where id = ?')
    .bind(account.id)
    .first<{ link: LinkId }>();
  const others = Array.from({ length: 2 * VALUES_MAX }, (_, i) => `link_${i}` as LinkId);
  const rows = tellingAccountRows(makeDeps(env));
  await rows.write({
    openId: user.openId,
    creator: null,
    grant: { accessExpiresAt: 12, refreshExpiresAt: 34, scopes: ['video.publish'] },
    liveLinks: [...others, row?.link ?? ('' as LinkId)],
    lostLinks: [],
    lostAt: null,
  });
  const { at } = (await env.DB.prepare('select access_expires_at as at from tiktok_accounts where id = ?')
    .bind(account.id)
    .first<{ at: number }>()) ?? { at: 0 };
  expect(at).toBe(12);
});

it('when an account was signed out is read by the index of its notices, however many the workspace has', async () => {
  const account = { id: 'acct_x' as AccountId, workspaceId: 'ws_x' as WorkspaceId };
  const query = newestSignedOut(makeDeps(env).db, account);
  const { sql, params } = query.toSQL();
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  expect(results.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH notifications USING INDEX notifications_once/),
  ]);
});
