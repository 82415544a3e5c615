/** The TikTokAccount object, as a publisher sees it: one link, tokens that die, spells in which only the user can help. */
import type { LinkId } from '../../src/contract/ids.ts';
import type { PrivacyLevel } from '../../src/contract/index.ts';
import type { Told } from '../../src/domain/trouble.ts';
import type { CreatorInfoAnswer, LinkRef, TokenAnswer } from '../../src/services/accounts/account-api.ts';
import type { PublisherPorts } from '../../src/services/publishing/ports.ts';
import type { Instance } from './object.ts';
import { reach } from './reach.ts';
import { trouble } from './tiktok.ts';
import type { World } from './world.ts';

type LinkState = 'live' | 'lost' | 'no_permission' | 'closed';

export class AccountWorld {
  readonly #world: World;
  linkId: LinkId;
  state: LinkState = 'live';
  privacyOptions: PrivacyLevel[] = ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
  commentDisabled = false;
  maxVideoSeconds = 600;
  pacingMs = 0;
  bookedMs = 0;
  /** What creator_info and init say instead of an answer, such as a cap that is reached. */
  refusal: { code: string; reason: 'daily_cap' | 'creator_cap' } | null = null;
  #tokens = 1;

  constructor(world: World, linkId: LinkId) {
    this.#world = world;
    this.linkId = linkId;
  }

  /** The only token TikTok takes now; none while access is lost. */
  get liveToken(): string | null {
    return this.state === 'live' || this.state === 'no_permission' ? `token-${this.#tokens}` : null;
  }

  rotate(): void {
    this.#tokens++;
  }

  reconnect(): void {
    if (this.state === 'closed') return;
    this.state = 'live';
    this.#tokens++;
  }

  #denial(link: LinkRef): Exclude<TokenAnswer, { ok: true }>['reason'] | null {
    if (this.state === 'closed' || link.linkId !== this.linkId) return 'disconnected';
    if (this.state === 'lost') return 'reconnect_needed';
    return this.state === 'no_permission' ? 'permission_missing' : null;
  }

  portOf(inst: Instance): ReturnType<PublisherPorts['account']> {
    const ask = <T>(name: string, deed: () => T) => reach(inst, `account.${name}`, 'account', deed);
    const { chance } = this.#world;
    return {
      token: (link, refused) =>
        ask('token', (): TokenAnswer => {
          const reason = this.#denial(link);
          if (reason) return { ok: false, reason };
          if (refused === this.liveToken) this.rotate();
          return { ok: true, accessToken: this.liveToken ?? '' };
        }),
      mayPublish: (link) => ask('mayPublish', () => this.#denial(link) === null),
      take: () => ask('take', () => chance.between(0, this.pacingMs)),
      book: () => ask('book', () => this.bookedMs),
      unbook: () => ask('unbook', () => undefined),
      creatorInfo: (link) =>
        ask('creatorInfo', (): CreatorInfoAnswer => {
          const reason = this.#denial(link);
          return reason ? { ok: false, denied: reason } : this.#info();
        }),
    };
  }

  #info(): Told<import('../../src/contract/index.ts').CreatorInfo> {
    const { now } = this.#world.timeline;
    if (this.refusal)
      return {
        ok: false,
        trouble: trouble(
          this.refusal.reason === 'creator_cap' ? 'retry_hourly' : 'fail',
          this.refusal.code,
          this.refusal.reason,
        ),
        serverDate: now,
      };
    const value = {
      username: 'ana',
      nickname: 'Ana',
      avatarUrl: '',
      privacyOptions: this.privacyOptions,
      commentDisabled: this.commentDisabled,
      duetDisabled: false,
      stitchDisabled: false,
      maxVideoSeconds: this.maxVideoSeconds,
      at: new Date(now).toISOString(),
    };
    return { ok: true, value, serverDate: now };
  }
}
