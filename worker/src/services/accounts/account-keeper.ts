import type { LinkId } from '../../contract/ids.ts';
import type { CreatorInfo, PostId, WorkspaceId } from '../../contract/index.ts';
import type { Told, Trouble } from '../../domain/trouble.ts';
import type { Grant } from '../../tiktok/types.ts';
import type { CreatorInfoAnswer, LinkRef, PacedCall, TikTokAccountApi, TokenAnswer } from './account-api.ts';
import { PLACE_WAIT_MAX } from './account-api.ts';
import { revokeClosed, tellRows } from './account-errands.ts';
import { AccountGrants } from './account-grants.ts';
import { AccountMemory } from './account-memory.ts';
import { countIn24h, isOver, newAccount, nextPlace, refreshAt, stagingOffset } from './account-state.ts';
import type { KeeperPorts } from './keeper-ports.ts';

/**
 * Keeps one TikTok account: who may use it, its tokens, and the pace of its calls. Design 6 has the rules. What matters
 * is stored before it is acted on; what is held in memory may be lost at any time.
 */
export class AccountKeeper implements TikTokAccountApi {
  readonly #memory: AccountMemory;
  readonly #grants: AccountGrants;
  /** One question for creator_info at a time: posts that wake together share the answer. */
  #asking: Promise<Told<CreatorInfo>> | undefined;

  constructor(ports: KeeperPorts) {
    this.#memory = new AccountMemory(ports);
    this.#grants = new AccountGrants(this.#memory);
  }

  /** On waking: keys may have been rotated while the object slept, and its alarm may have been lost. */
  async load(): Promise<void> {
    await this.#attempt('seal_anew', () => this.#grants.sealAnew());
    this.#memory.setAlarm();
  }

  async linkWorkspace(input: {
    openId: string;
    workspaceId: WorkspaceId;
    linkId: LinkId;
    grant: Grant;
  }): Promise<{ linkId: LinkId }> {
    const { openId, workspaceId } = input;
    const grant = await this.#grants.seal(openId, input.grant, null);
    const account = this.#memory.found ?? newAccount(openId);
    // A link that lives or was lost goes on, and what is armed under it with it; only a closed one is replaced.
    const linkId = account.links[workspaceId]?.linkId ?? input.linkId;
    this.#memory.save({
      ...account,
      generation: account.generation + 1,
      grant,
      refreshing: null,
      links: { ...account.links, [workspaceId]: { linkId, state: 'live' } },
      // To revoke the old tokens now would end the new connection.
      revoking: null,
      rows: this.#memory.rowsChanged,
    });
    this.#grants.forgetRefresh();
    await this.#memory.ports.storage.sync();
    return { linkId };
  }

  async disconnect(link: LinkRef): Promise<void> {
    if (this.#memory.linkState(link) === 'closed') return;
    const { account } = this.#memory;
    const { [link.workspaceId]: _closed, ...links } = account.links;
    for (const { postId, workspaceId } of this.#memory.bookings())
      if (workspaceId === link.workspaceId) this.#memory.dropBooking(postId);
    const left = Object.values(links);
    const last = !left.some(({ state }) => state === 'live');
    this.#memory.change({
      links,
      ...(left.length === 0 && { creator: null }),
      ...(last && this.#memory.withoutGrant),
      ...(last &&
        account.grant && { revoking: { grant: account.grant, tries: 0, nextAt: this.#memory.now } }),
    });
    await this.#memory.ports.storage.sync();
  }

  accessLost(reason: string): Promise<void> {
    return this.#grants.lose(reason);
  }

  token(link: LinkRef, refused?: string): Promise<TokenAnswer> {
    return this.#grants.token(link, refused);
  }

  async mayPublish(link: LinkRef): Promise<boolean> {
    return this.#memory.linkState(link) === 'live';
  }

  async creatorInfo(link: LinkRef, maxAgeMs: number): Promise<CreatorInfoAnswer> {
    const grant = this.#grants.grantOf(link);
    if ('ok' in grant) return { ok: false, denied: grant.reason };
    const { creator } = this.#memory.account;
    if (creator && this.#memory.now - Date.parse(creator.at) <= maxAgeMs)
      return { ok: true, value: creator, serverDate: null };
    const first = await this.token(link);
    if (!first.ok) return { ok: false, denied: first.reason };
    const told = await this.#ask(first.accessToken);
    if (told.ok || told.trouble.action !== 'reauthorize') return told;
    const second = await this.token(link, first.accessToken);
    if (!second.ok) return { ok: false, denied: second.reason };
    const again = await this.#ask(second.accessToken);
    // Dead right after a refresh: only the user can mend that (tiktok-api.md 9).
    const dead = !again.ok && again.trouble.action === 'reauthorize';
    return dead ? { ok: false, denied: 'reconnect_needed' } : again;
  }

  async take(call: PacedCall): Promise<number> {
    const { storage } = this.#memory.ports;
    const key = `taken:${call}`;
    const before = storage.get<number[]>(key) ?? [];
    const { wait, taken } = nextPlace(before, call, this.#memory.now, PLACE_WAIT_MAX);
    storage.put(key, taken);
    return wait;
  }

  async book(postId: PostId, workspaceId: WorkspaceId, dueAt: number): Promise<number> {
    const bookings = this.#memory.bookings();
    for (const booking of bookings)
      if (isOver(booking, this.#memory.now)) this.#memory.dropBooking(booking.postId);
    const others = bookings.filter((booking) => booking.postId !== postId);
    const earlierMs = stagingOffset(others, dueAt);
    this.#memory.setBooking({ postId, workspaceId, dueAt, earlierMs });
    return earlierMs;
  }

  async unbook(postId: PostId): Promise<void> {
    this.#memory.dropBooking(postId);
  }

  async postsIn24h(at: number): Promise<number> {
    return countIn24h(this.#memory.bookings(), at);
  }

  /** Does what is due: refreshes ahead, revokes what was closed, tells D1. Never throws; sets the next alarm itself. */
  async alarm(): Promise<void> {
    const account = this.#memory.found;
    if (!account) return;
    const { now } = this.#memory;
    const at = refreshAt(account, this.#memory.dueAts, now);
    if (at !== null && at <= now) await this.#attempt('refresh', () => this.#grants.refresh());
    await this.#attempt('revoke', () => revokeClosed(this.#memory, this.#grants));
    await this.#attempt('rows', () => tellRows(this.#memory));
    this.#memory.setAlarm();
  }

  #ask(accessToken: string): Promise<Told<CreatorInfo>> {
    this.#asking ??= this.#fetchCreator(accessToken).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #fetchCreator(accessToken: string): Promise<Told<CreatorInfo>> {
    const { clock, tiktok } = this.#memory.ports;
    const wait = await this.take('creator_info');
    if (wait > PLACE_WAIT_MAX) return { ok: false, trouble: paced(wait), serverDate: null };
    if (wait > 0) await clock.wait(wait);
    const told = await tiktok.creatorInfo(accessToken);
    if (told.ok) this.#memory.change({ creator: told.value, rows: this.#memory.rowsChanged });
    return told;
  }

  async #attempt(what: string, deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      // An alarm that throws is repeated by the platform six times and then lost (stack-notes.md 3): ours comes from storage.
      this.#memory.ports.log.error('account_errand_failed', { what, error });
    }
  }
}

const paced = (retryAfterMs: number): Trouble => ({
  action: 'retry',
  reason: 'tiktok_down',
  code: 'paced',
  technical: 'Waiting for a place under TikTok’s limit of calls a minute.',
  httpStatus: null,
  retryAfterMs,
});
