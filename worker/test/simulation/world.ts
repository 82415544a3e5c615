/** One post, its object, D1, R2, TikTok and its people, in virtual time, all decided by a seed or a script. */
import type { ArmingId, LinkId, MediaId, PostId, UserId, WorkspaceId } from '../../src/contract/ids.ts';
import type { AccountId } from '../../src/contract/index.ts';
import { newId } from '../../src/domain/ids.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { AccountWorld } from './account.ts';
import { LedgerBucket } from './bucket.ts';
import { D1 } from './d1.ts';
import { PostObject } from './object.ts';
import { armingOf, Oracle } from './oracle.ts';
import { Chance } from './random.ts';
import type { Manners } from './tiktok.ts';
import { TikTokWorld } from './tiktok.ts';
import { Timeline } from './timeline.ts';
import { User } from './user.ts';
import type { Call, Fate, Target, Weather } from './weather.ts';
import { calm } from './weather.ts';

/** An instant that is a full minute, so that the sweep's minutes are easy to see. */
export const START = 1_800_000_000_000;
const SWEEP_EVERY = 60_000;

export interface Setting {
  seed?: number;
  bytes?: number;
  bytesPerMs?: number;
  privacy?: Snapshot['privacy'];
  manners?: Partial<Manners>;
}

export class World {
  readonly timeline = new Timeline(START);
  readonly chance: Chance;
  readonly trace: string[] = [];
  readonly oracle = new Oracle((line) => this.note(line));
  readonly bucket = new LedgerBucket();
  readonly d1: D1;
  readonly account: AccountWorld;
  readonly tiktok: TikTokWorld;
  readonly object: PostObject;
  readonly user: User;
  readonly postId: PostId;
  weather: Weather = calm;
  bytesPerMs: number;
  mediaEtag = 'etag-1';
  clockOffMs = 0;
  /** D1 will be restored once (Time Travel). */
  travels = false;
  /** How many unsynced writes a crash leaves; by chance where undefined. */
  keepsUnsynced: number | undefined;
  /** Whether the tail of a chunk waits behind the output gate; the fence has to do without it too. */
  tailGated = true;
  /** How long until an instance can start again. */
  restartMs: () => number;
  /** Last byte received minus T, for each completed upload. */
  readonly lateness: number[] = [];
  #calls = 0;
  readonly #callsByName = new Map<string, number>();
  #sweepAt: number | null = null;

  constructor(setting: Setting = {}) {
    this.chance = new Chance(setting.seed ?? 1);
    this.bytesPerMs = setting.bytesPerMs ?? 5_000;
    this.restartMs = () => this.chance.between(100, 5_000);
    this.postId = this.newId<PostId>('post');
    const linkId = this.newId<LinkId>('link');
    this.d1 = new D1(this.#draft(setting, linkId));
    this.d1.onChange = () => this.#planSweep();
    this.account = new AccountWorld(this, linkId);
    this.tiktok = new TikTokWorld(this, {
      progressIsLastIndex: false,
      lagMs: 0,
      processingMs: [1_000, 4_000],
      failRate: 0,
      unusualAnswers: 0,
      hidesLastChunk: false,
      ...setting.manners,
    });
    this.object = new PostObject(this);
    this.user = new User(this);
  }

  #draft(setting: Setting, linkId: LinkId): Snapshot {
    return {
      postId: this.postId,
      workspaceId: this.newId<WorkspaceId>('ws'),
      armingId: this.newId<ArmingId>('arm'),
      revision: 1,
      accountId: this.newId<AccountId>('acct'),
      openId: 'open-id',
      linkId,
      mediaId: this.newId<MediaId>('media'),
      media: {
        key: 'k',
        etag: this.mediaEtag,
        bytes: setting.bytes ?? 3_000_000,
        type: 'video/mp4',
        durationMs: 9_000,
      },
      caption: '',
      privacy: setting.privacy ?? 'SELF_ONLY',
      allowComment: true,
      allowDuet: false,
      allowStitch: false,
      ownBrand: false,
      branded: false,
      aiGenerated: false,
      coverMs: null,
      consent: { text: 'music_usage', at: START, userId: this.newId<UserId>('user') },
      dueAt: START,
      latestAt: START,
      zone: 'Europe/Berlin',
      handle: 'ana',
    };
  }

  newId<Id extends string>(prefix: string): Id {
    return newId(prefix, this.timeline.now, (count) => this.chance.bytes(count));
  }

  note(line: string): void {
    this.trace.push(`${((this.timeline.now - START) / 1000).toFixed(3)} ${line}`);
  }

  wrong(what: string): void {
    this.oracle.wrong(what);
  }

  /** How many calls there were, all or those of one name. */
  calls(name?: string): number {
    return name === undefined ? this.#calls : (this.#callsByName.get(name) ?? 0);
  }

  fateOf(name: string, target: Target): Fate {
    const nth = (this.#callsByName.get(name) ?? 0) + 1;
    this.#callsByName.set(name, nth);
    const call: Call = { name, target, nth, index: ++this.#calls, now: this.timeline.now };
    const fate = this.weather.meet(call);
    if (fate.kind !== 'fine')
      this.note(`${name} #${nth}: ${fate.kind}${'ms' in fate ? ` ${fate.ms} ms` : ''}`);
    return fate;
  }

  promised(armingId: ArmingId, because: 'cancel' | 'delete' | 'swap' | 'disconnect'): void {
    const taken = this.tiktok.taken.map((upload) => armingOf(upload.post));
    this.oracle.promised(armingId, because, taken);
  }

  /** Runs until the instant `ms` after the start. */
  until(ms: number, enough?: () => boolean): Promise<void> {
    return this.timeline.runUntil(START + ms, enough);
  }

  /** The cron: each full minute, posts whose sweep_at has passed are poked and put behind the others. */
  #planSweep(): void {
    const sweepAt = this.d1.row?.sweepAt;
    if (sweepAt == null) return;
    const { now } = this.timeline;
    const tick = Math.ceil((Math.max(sweepAt, now) + 1) / SWEEP_EVERY) * SWEEP_EVERY;
    if (this.#sweepAt !== null && this.#sweepAt > now && this.#sweepAt <= tick) return;
    this.#sweepAt = tick;
    this.timeline.at(tick, () => this.#sweep(tick));
  }

  #sweep(tick: number): void {
    if (this.#sweepAt === tick) this.#sweepAt = null;
    const { row } = this.d1;
    if (row?.sweepAt == null || row.sweepAt > tick) {
      this.#planSweep();
      return;
    }
    const down = this.fateOf('d1.sweep', 'd1').kind;
    if (down === 'refuse' || down === 'hang') {
      this.timeline.after(1, () => this.#planSweep());
      return;
    }
    this.note('sweep pokes');
    this.d1.sweepLater(tick + SWEEP_EVERY);
    this.object.rpc('poke', (publisher) => publisher.poke(this.postId)).catch(() => undefined);
  }
}
