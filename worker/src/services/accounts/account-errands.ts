/** What an account owes to others: the revocation at TikTok, the news for D1. Repeated until done, apart from any RPC. */
import type { LinkId } from '../../contract/ids.ts';
import { backOff } from '../../domain/retry.ts';
import type { AccountGrants } from './account-grants.ts';
import type { AccountMemory } from './account-memory.ts';
import { stillWorks } from './account-state.ts';

const REVOKES_MAX = 10;

/** Revokes what a closed connection left behind; after some tries it is left to expire. */
export async function revokeClosed(memory: AccountMemory, grants: AccountGrants): Promise<void> {
  const due = memory.found?.revoking;
  if (!due || due.nextAt > memory.now) return;
  const { tiktok, log } = memory.ports;
  let access = await grants.open(due.grant.access);
  const refresh = due.grant.refresh && (await grants.open(due.grant.refresh));
  // TikTok revokes by access token only, so one that has run out is renewed for it.
  if (refresh && !stillWorks(due.grant, memory.now)) {
    const told = await tiktok.refresh(refresh);
    access = told.ok ? told.value.accessToken : undefined;
  }
  const told = access === undefined ? null : await tiktok.revoke(access);
  if (memory.account.revoking !== due) return;
  const tries = due.tries + 1;
  const again = told !== null && !told.ok && tries < REVOKES_MAX;
  if (told && !told.ok) log.warn('token_revoke_failed', { why: told.trouble.technical, again });
  memory.change({ revoking: again ? { ...due, tries, nextAt: memory.now + backOff(tries, 0) } : null });
}

/** Tells D1 what the account is now. */
export async function tellRows(memory: AccountMemory): Promise<void> {
  const account = memory.found;
  if (!account || account.rows.written >= account.rows.seq || account.rows.nextAt > memory.now) return;
  const { rows, openId, creator, grant, lostAt } = account;
  // The next try is stored first: a write that hangs or throws is repeated.
  memory.change({ rows: { ...rows, tries: rows.tries + 1, nextAt: memory.now + backOff(rows.tries, 0) } });
  const links = (state: 'live' | 'lost'): LinkId[] =>
    Object.values(account.links)
      .filter((link) => link.state === state)
      .map(({ linkId }) => linkId);
  await memory.ports.rows.write({
    openId,
    creator,
    grant,
    liveLinks: links('live'),
    lostLinks: links('lost'),
    lostAt,
  });
  const latest = memory.account.rows;
  memory.change({ rows: { ...latest, written: Math.max(latest.written, rows.seq), tries: 0 } });
}
