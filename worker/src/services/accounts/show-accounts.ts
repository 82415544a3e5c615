import type { Actor } from '../../app-env.ts';
import type { AccountId } from '../../contract/ids.ts';
import type { Account, AccountDetail } from '../../contract/index.ts';
import { findAccount, listAccounts } from '../../db/accounts.ts';
import { lastSignedOutAt } from '../../db/notices.ts';
import type { AccountRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';
import { isCap } from '../../domain/preflight.ts';
import { notNowWords } from '../../tiktok/failure-words.ts';
import { assertMay } from '../identity/may.ts';
import type { CreatorInfoAnswer } from './account-api.ts';
import { pictureUrlOf } from './show-picture.ts';

/** Fresh enough for a page that was just opened, and TikTok's 20 questions a minute last (tiktok-api.md 8, 13.1). */
const FRESH_MS = 5_000;
/** tiktok-api.md 8. */
export const POSTS_A_DAY_ABOUT = 15;

type Shows = Pick<Deps, 'db' | 'settings' | 'clock'>;

export async function showAccounts(deps: Shows, actor: Actor): Promise<Account[]> {
  assertMay(actor, 'read_accounts');
  const rows = await listAccounts(deps.db, actor.workspaceId);
  return Promise.all(rows.map((row) => toAccount(deps, row)));
}

/** One account with what TikTok says of it now; when TikTok is silent, with what it said last. */
export async function showAccount(
  deps: Shows & Pick<Deps, 'account' | 'log'>,
  actor: Actor,
  id: AccountId,
): Promise<AccountDetail> {
  assertMay(actor, 'read_accounts');
  const row = await findAccount(deps.db, actor.workspaceId, id);
  if (!row) throw notFound('account');
  const keeper = deps.account(row.openId);
  const [answer, usedIn24h] = await Promise.all([
    keeper.creatorInfo({ workspaceId: row.workspaceId, linkId: row.linkId }, FRESH_MS),
    keeper.postsIn24h(deps.clock.now()),
  ]);
  const account = await toAccount(deps, row);
  const signedOut =
    !answer.ok && 'denied' in answer && answer.denied === 'reconnect_needed' && row.status === 'connected';
  return {
    ...account,
    ...(signedOut && { status: 'needs_reconnect' as const }),
    ...(answer.ok && {
      creatorInfo: { ...answer.value, avatarUrl: account.avatarUrl },
      username: answer.value.username,
      nickname: answer.value.nickname,
    }),
    fresh: answer.ok,
    ...whyNot(answer, row.username),
    quota: { usedIn24h, about: POSTS_A_DAY_ABOUT },
  };
}

/** TikTok's refusal to take posts now, in our words; silence is not one. */
function whyNot(answer: CreatorInfoAnswer, handle: string): Pick<AccountDetail, 'cannotPost' | 'capped'> {
  const open = { cannotPost: null, capped: false };
  if (answer.ok || !('trouble' in answer)) return open;
  const { action, reason, technical } = answer.trouble;
  const refused = action === 'fail' || action === 'hold' || action === 'retry_hourly';
  if (!refused) return open;
  return { cannotPost: notNowWords(reason, { handle, technical }), capped: isCap(reason) };
}

/** A row as the API shows it, from an allow-list of fields. TikTok's own address of the picture is no use to anybody. */
export async function toAccount(deps: Shows, row: AccountRow): Promise<Account> {
  const signedOutAt = row.status === 'needs_reconnect' ? await lastSignedOutAt(deps.db, row) : null;
  const avatarUrl = await pictureUrlOf(deps, row);
  return {
    id: row.id,
    username: row.username,
    nickname: row.nickname,
    avatarUrl,
    status: row.status,
    scopes: row.scopes,
    signInEndsAt: iso(row.refreshExpiresAt),
    signedOutAt: iso(signedOutAt),
    connectedAt: new Date(row.connectedAt).toISOString(),
    creatorInfo: row.creatorInfo && { ...row.creatorInfo, avatarUrl },
    legacyPrivacy: row.legacyPrivacy,
  };
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
