/** What the TikTokAccount object keeps, and the rules over it that need neither network nor storage. */
import type { LinkId } from '../../contract/ids.ts';
import type { CreatorInfo, PostId, WorkspaceId } from '../../contract/index.ts';
import { backOff } from '../../domain/retry.ts';
import type { PacedCall } from './account-api.ts';
import type { Sealed } from './token-vault.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export interface StoredGrant {
  access: Sealed;
  refresh: Sealed | null;
  accessExpiresAt: number;
  /** How long the access token lives in all: 2 h or 24 h, as TikTok likes (tiktok-api.md 1.4). */
  accessLifeMs: number;
  refreshExpiresAt: number | null;
  scopes: string[];
}

/** A workspace's connection. `lost`: TikTok or the user ended our access; that workspace may revive it by reconnecting. */
export interface Link {
  linkId: LinkId;
  state: 'live' | 'lost';
}

export interface StoredAccount {
  /** Raised when the shape changes; code that meets a newer number acts not at all. */
  schema: 1;
  openId: string;
  /** Grows with every grant stored, dropped or asked for, so that an answer can tell if it was overtaken. */
  generation: number;
  grant: StoredGrant | null;
  /** A refresh that left, and whose answer may be lost. Stored before the request goes out. */
  refreshing: { generation: number; tries: number; lastAt: number } | null;
  links: Record<WorkspaceId, Link>;
  creator: CreatorInfo | null;
  lostAt: number | null;
  /** What is left of a closed connection, to be revoked at TikTok. */
  revoking: { grant: StoredGrant; tries: number; nextAt: number } | null;
  /** What D1 has yet to learn. `seq` grows with each change, so that a write in flight does not hide a newer one. */
  rows: { seq: number; written: number; tries: number; nextAt: number };
}

export const newAccount = (openId: string): StoredAccount => ({
  schema: 1,
  openId,
  generation: 0,
  grant: null,
  refreshing: null,
  links: {},
  creator: null,
  lostAt: null,
  revoking: null,
  rows: { seq: 0, written: 0, tries: 0, nextAt: 0 },
});

export const POSTING_SCOPE = 'video.publish';
const FRESH_FOR = 10 * MINUTE;

/** A token good for whatever a caller does with it in the next minutes. */
export const isFresh = (grant: StoredGrant, now: number): boolean =>
  grant.accessExpiresAt - now > Math.min(FRESH_FOR, grant.accessLifeMs / 4);

/** Not fresh, but not dead either: enough for one call while TikTok can't be asked for a new one. */
export const stillWorks = (grant: StoredGrant, now: number): boolean => grant.accessExpiresAt - now > MINUTE;

/** Whether a refresh may be tried now: after a failure not at once again. */
export const mayRefresh = ({ refreshing }: StoredAccount, now: number): boolean =>
  !refreshing || now >= refreshing.lastAt + backOff(refreshing.tries - 1, 0);

/** Nobody waits for a refresh ahead of time, so it is repeated ever more rarely: 1, 4, 16 s … a quarter of an hour. */
const againAhead = (tries: number) => Math.min(15 * MINUTE, SECOND * 4 ** Math.min(tries - 1, 10));
const AHEAD = 15 * MINUTE;
/** A post is to find a fresh token when it is due, not to make one (design 6). */
const BEFORE_POST = 12 * MINUTE;

/** When the token is refreshed ahead of its end, or ahead of the next booked post; null when there is nothing to refresh. */
export function refreshAt(account: StoredAccount, dueAts: number[], now: number): number | null {
  const { grant, refreshing } = account;
  if (!grant?.refresh || !Object.values(account.links).some((link) => link.state === 'live')) return null;
  const grantedAt = grant.accessExpiresAt - grant.accessLifeMs;
  const beforeEnd = grant.accessExpiresAt - Math.min(AHEAD, grant.accessLifeMs / 2);
  // Once for each post: a token that was renewed for it already is as fresh as TikTok gives them.
  const beforePosts = dueAts
    .filter((dueAt) => dueAt > now && grant.accessExpiresAt < dueAt + FRESH_FOR)
    .map((dueAt) => dueAt - BEFORE_POST)
    .filter((at) => at > grantedAt);
  // A token that TikTok gives for seconds only is not renewed every other second.
  const at = Math.max(grantedAt + MINUTE, Math.min(beforeEnd, ...beforePosts));
  return refreshing ? Math.max(at, refreshing.lastAt + againAhead(refreshing.tries)) : at;
}

/** The earliest of what is to be done; null when nothing is. */
export function alarmAt(account: StoredAccount, dueAts: number[], now: number): number | null {
  const times = [
    refreshAt(account, dueAts, now),
    account.revoking?.nextAt ?? null,
    account.rows.written < account.rows.seq ? account.rows.nextAt : null,
  ].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Calls a minute for each user token (tiktok-api.md 8). */
const PER_MINUTE: Record<PacedCall, number> = { init: 6, status: 30, creator_info: 20 };
/** TikTok counts arrivals, we count departures: half a second for the way. */
const WINDOW = MINUTE + SECOND / 2;

/**
 * The next free place under TikTok's limit. A place further off than `holdMax` is only told, not taken: whoever asks will
 * not wait for it, and places nobody uses would push the others ever further back.
 */
export function nextPlace(
  taken: number[],
  call: PacedCall,
  now: number,
  holdMax: number,
): { wait: number; taken: number[] } {
  const recent = taken.filter((at) => at > now - WINDOW);
  const blocking = recent[recent.length - PER_MINUTE[call]];
  const place = Math.max(now, blocking === undefined ? now : blocking + WINDOW);
  const wait = place - now;
  return { wait, taken: wait > holdMax ? recent : [...recent, place] };
}

/** A post that will be, or was, published through this account. */
export interface Booking {
  postId: PostId;
  workspaceId: WorkspaceId;
  dueAt: number;
  earlierMs: number;
}
/** One of the six inits a minute stays free for a retry. */
const STAGINGS_PER_MINUTE = 5;
const EARLIER_MAX = 30 * MINUTE;

/** How much earlier than usual a post begins so that no minute has more stagings than TikTok takes inits. */
export function stagingOffset(others: Booking[], dueAt: number): number {
  const near = (earlierMs: number) =>
    others.filter((b) => Math.abs(b.dueAt - b.earlierMs - (dueAt - earlierMs)) < MINUTE / 2).length;
  let earlierMs = 0;
  while (earlierMs < EARLIER_MAX && near(earlierMs) >= STAGINGS_PER_MINUTE) earlierMs += MINUTE;
  return earlierMs;
}

export const countIn24h = (bookings: Booking[], at: number): number =>
  bookings.filter(({ dueAt }) => dueAt > at - DAY && dueAt <= at).length;

/** A booking counts for the cap of the 24 h after it; then it is forgotten. */
export const isOver = (booking: Booking, now: number): boolean => booking.dueAt < now - 2 * DAY;
