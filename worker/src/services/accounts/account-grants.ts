import type { Told } from '../../domain/trouble.ts';
import type { Grant } from '../../tiktok/types.ts';
import type { LinkRef, TokenAnswer } from './account-api.ts';
import type { AccountMemory } from './account-memory.ts';
import type { StoredGrant } from './account-state.ts';
import { isFresh, mayRefresh, POSTING_SCOPE, stillWorks } from './account-state.ts';
import type { Sealed } from './token-vault.ts';
import { seal, unseal } from './token-vault.ts';

export type Denied = Extract<TokenAnswer, { ok: false }>;
const denied = (reason: Denied['reason']): Denied => ({ ok: false, reason });

/** The tokens of one account: sealed at rest, refreshed one at a time, handed out only once they are durable (design 6). */
export class AccountGrants {
  readonly #memory: AccountMemory;
  /** The refresh that is on its way; everybody who needs a token waits for the same one. */
  #refresh: Promise<void> | undefined;

  constructor(memory: AccountMemory) {
    this.#memory = memory;
  }

  /** The grant this link may use, or why it may not. */
  grantOf(link: LinkRef): StoredGrant | Denied {
    const state = this.#memory.linkState(link);
    if (state === 'closed') return denied('disconnected');
    const grant = this.#memory.found?.grant;
    if (state === 'lost' || !grant) return denied('reconnect_needed');
    return grant.scopes.includes(POSTING_SCOPE) ? grant : denied('permission_missing');
  }

  async token(link: LinkRef, refused?: string): Promise<TokenAnswer> {
    // A second round after a refresh, a third after one that a reconnect overtook.
    for (let round = 0; ; round++) {
      const grant = this.grantOf(link);
      if ('ok' in grant) return grant;
      const accessToken = await this.open(grant.access);
      if (accessToken === undefined) return denied('reconnect_needed');
      const { now, account } = this.#memory;
      const dead = accessToken === refused;
      if (!dead && isFresh(grant, now)) return { ok: true, accessToken };
      const works = !dead && stillWorks(grant, now);
      if (!grant.refresh && !works) await this.lose('no_refresh_token');
      else if (!grant.refresh || round === 2 || !(this.#refresh || mayRefresh(account, now)))
        return works ? { ok: true, accessToken } : denied('unavailable');
      else await this.refresh();
    }
  }

  /** Ends every link: each workspace has to reconnect by itself. */
  async lose(reason: string): Promise<void> {
    const account = this.#memory.found;
    if (!account) return;
    const links = Object.entries(account.links).map(
      ([id, link]) => [id, { ...link, state: 'lost' }] as const,
    );
    this.#memory.ports.log.warn('account_access_lost', { reason });
    this.#memory.change({
      ...this.#memory.withoutGrant,
      links: Object.fromEntries(links),
      lostAt: this.#memory.now,
      rows: this.#memory.rowsChanged,
    });
    await this.#memory.ports.storage.sync();
  }

  /** A reconnect overtakes the refresh that is out: nobody waits for that one any more. */
  forgetRefresh(): void {
    this.#refresh = undefined;
  }

  refresh(): Promise<void> {
    if (this.#refresh) return this.#refresh;
    const mine = this.#askForNewGrant().finally(() => {
      if (this.#refresh === mine) this.#refresh = undefined;
    });
    this.#refresh = mine;
    return mine;
  }

  async #askForNewGrant(): Promise<void> {
    const { grant } = this.#memory.account;
    if (!grant?.refresh) return;
    const { tiktok, log } = this.#memory.ports;
    const generation = await this.#announce();
    const refreshToken = await this.open(grant.refresh);
    if (refreshToken === undefined) {
      log.error('token_key_missing', { key: grant.refresh.key });
      return;
    }
    let told = await tiktok.refresh(refreshToken);
    // The answer was lost: once more with the old token; "invalid" then means it had been taken (tiktok-api.md 1.5).
    if (!told.ok && told.trouble.action === 'unknown' && this.#isStill(generation))
      told = await tiktok.refresh(refreshToken);
    await this.#settle(generation, grant, told);
  }

  /** Stored before the request leaves, so that whoever wakes after a crash knows that an answer may be lost. */
  async #announce(): Promise<number> {
    const { account, now } = this.#memory;
    const generation = account.generation + 1;
    const tries = (account.refreshing?.tries ?? 0) + 1;
    this.#memory.change({ generation, refreshing: { generation, tries, lastAt: now } });
    await this.#memory.ports.storage.sync();
    return generation;
  }

  async #settle(generation: number, old: StoredGrant, told: Told<Grant>): Promise<void> {
    const { log, storage } = this.#memory.ports;
    const { openId } = this.#memory.account;
    if (!told.ok) {
      if (!this.#isStill(generation)) return;
      if (told.trouble.action === 'hold') return this.lose(told.trouble.code);
      // Our configuration or TikTok is broken: the refresh token is still good, nobody is signed out for it.
      const level = told.trouble.reason === 'our_setup' ? 'error' : 'warn';
      log[level]('token_refresh_failed', { why: told.trouble.technical });
      const { refreshing } = this.#memory.account;
      if (refreshing) this.#memory.change({ refreshing: { ...refreshing, lastAt: this.#memory.now } });
      return;
    }
    if (told.value.openId !== '' && told.value.openId !== openId) {
      log.error('token_refresh_answered_another_account');
      return;
    }
    const grant = await this.seal(openId, told.value, old);
    // Overtaken by a reconnect or a disconnect: this pair belongs to nobody any more.
    if (!this.#isStill(generation)) return;
    this.#memory.change({ grant, refreshing: null, rows: this.#memory.rowsChanged });
    // Durable before anybody gets the access token: the old refresh token is dead.
    await storage.sync();
  }

  #isStill(generation: number): boolean {
    return this.#memory.account.generation === generation;
  }

  /** `old` fills in what a refresh may leave out: the same refresh token, its end, the scopes (tiktok-api.md 1.4). */
  async seal(openId: string, grant: Grant, old: StoredGrant | null): Promise<StoredGrant> {
    const { keyring } = this.#memory.ports;
    const { now } = this.#memory;
    const lifeMs = grant.expiresIn * 1000;
    return {
      access: await seal(keyring, openId, grant.accessToken),
      refresh: grant.refreshToken ? await seal(keyring, openId, grant.refreshToken) : (old?.refresh ?? null),
      accessExpiresAt: now + lifeMs,
      accessLifeMs: lifeMs,
      refreshExpiresAt:
        grant.refreshExpiresIn === null
          ? (old?.refreshExpiresAt ?? null)
          : now + grant.refreshExpiresIn * 1000,
      scopes: grant.scopes.length > 0 ? grant.scopes : (old?.scopes ?? []),
    };
  }

  open(sealed: Sealed): Promise<string | undefined> {
    return unseal(this.#memory.ports.keyring, this.#memory.account.openId, sealed);
  }

  /** After a rotation: what an older key sealed is sealed with the current one. */
  async sealAnew(): Promise<void> {
    const account = this.#memory.found;
    const { keyring, log } = this.#memory.ports;
    const grant = account?.grant;
    if (!grant || [grant.access, grant.refresh].every((box) => !box || box.key === keyring.current)) return;
    const access = await this.open(grant.access);
    const refresh = grant.refresh && (await this.open(grant.refresh));
    if (access === undefined || refresh === undefined) {
      log.error('token_key_missing', { key: grant.access.key });
      return;
    }
    const again: StoredGrant = {
      ...grant,
      access: await seal(keyring, account.openId, access),
      refresh: refresh === null ? null : await seal(keyring, account.openId, refresh),
    };
    if (this.#memory.account.grant === grant) this.#memory.change({ grant: again });
  }
}
