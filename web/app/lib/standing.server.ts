import type { ApiClient } from '@tiktimer/worker/client';
import { listAccounts, listComing, listNotices } from './api.server.ts';
import type { Concern } from './strips.ts';
import { blockedPost, signedOutOf } from './strips.ts';

/** Enough for the bell's popover; the page of notices has them all. */
const NOTICES_SHOWN = 8;
/** What is due next is what a line on every page may speak of. */
const COMING_LOOKED_AT = 50;

/** How things stand at this moment, on whatever page: the accounts, the newest notices, and what needs the creator. */
export async function loadStanding(api: ApiClient, me: Promise<{ zone: string }>) {
  const [{ zone }, accounts, { notices, unread }, coming] = await Promise.all([
    me,
    listAccounts(api),
    listNotices(api, { limit: String(NOTICES_SHOWN) }),
    listComing(api, COMING_LOOKED_AT),
  ]);
  const concerns: Concern[] = [
    ...coming.flatMap((post) => blockedPost(post, zone) ?? []),
    ...accounts.flatMap(({ status, username }) =>
      status === 'needs_reconnect' ? [signedOutOf(username)] : [],
    ),
  ];
  return {
    accounts: accounts
      .filter(({ status }) => status !== 'disconnected')
      .map(({ id, nickname, username, avatarUrl, status }) => ({
        ...{ id, nickname, username, avatarUrl, status },
      })),
    notices,
    unread,
    concerns,
  };
}
export type Standing = Awaited<ReturnType<typeof loadStanding>>;
