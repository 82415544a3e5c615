/** The people at the other end: verbs as services/posts words them, over a D1 and an object that may not answer. */
import type { ArmingId } from '../../src/contract/index.ts';
import type { Sighting } from '../../src/domain/publication.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import type { VerbAnswer } from '../../src/services/publishing/publisher-api.ts';
import type { Row } from './d1.ts';
import { reachFromOutside } from './reach.ts';
import type { World } from './world.ts';

/** What the user is told in the end. */
export type Said = 'yes' | 'stale' | 'too_late' | 'conflict' | 'unavailable';
export interface Wish {
  dueAt: number;
  latestAt?: number;
  content?: Partial<Pick<Snapshot, 'privacy' | 'allowComment' | 'branded'>>;
}
/** Revision and arming, as an ETag carries them. */
export type Seen = Pick<Row, 'revision' | 'armingId'>;

const LATEST_AFTER = 7_200_000;

export class User {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** What the page shows: the row as it is now. */
  look(): Seen | undefined {
    const { row } = this.#world.d1;
    return row && { revision: row.revision, armingId: row.armingId };
  }

  /** Schedules a draft, or swaps what is scheduled. */
  schedule(wish: Wish, seen = this.look()): Promise<Said> {
    const { now } = this.#world.timeline;
    return this.#verb('schedule', seen, async (row) => {
      if (row.status === 'published' || row.status === 'outcome_unknown') return 'conflict';
      const snapshot = this.#snapshot(row, wish, now);
      this.#world.oracle.agreed(snapshot);
      return this.#arm(row, snapshot).finally(() => this.#world.oracle.settled(snapshot.armingId));
    });
  }

  async #arm(row: Row, snapshot: Snapshot): Promise<Said> {
    if (isArmed(row)) return this.#swap(row, snapshot);
    const { account, d1, timeline } = this.#world;
    const linked = () => account.state === 'live' && account.linkId === snapshot.linkId;
    const taken = await reachFromOutside(this.#world, 'd1.verb', 'd1', () =>
      d1.markScheduled(row, snapshot, timeline.now, linked()),
    );
    if (!taken) return 'stale';
    await this.#poke();
    return 'yes';
  }

  async #swap(row: Row, snapshot: Snapshot): Promise<Said> {
    const from = row.armingId as ArmingId;
    const answer = await this.#ask('swap', (p) => p.swap(snapshot.postId, from, snapshot));
    if (answer === 'done') this.#promised(from, 'swap');
    return answer === 'not_armed' ? 'conflict' : said(answer);
  }

  /** Also on a row that is cancelled already: only a new revision keeps out a schedule whose commit is still on its way. */
  async cancel(seen = this.look()): Promise<Said> {
    const before = this.#world.oracle.askedBefore();
    const what = await this.#verb('cancel', seen, async (row) => {
      if (row.status === 'published' || row.status === 'outcome_unknown') return 'too_late';
      return this.#stop(row, false);
    });
    if (what === 'yes') this.#stopped(before, 'cancel');
    return what;
  }

  async remove(seen = this.look()): Promise<Said> {
    const before = this.#world.oracle.askedBefore();
    let published = false;
    const what = await this.#verb('delete', seen, async (row) => {
      published = row.status === 'published';
      return row.status === 'outcome_unknown' ? 'conflict' : this.#stop(row, true);
    });
    if (what === 'yes' && !published) this.#stopped(before, 'delete');
    return what;
  }

  /** After Time Travel the page may show a draft while the object publishes: then only the arming that was named is promised. */
  #stopped(before: ArmingId[], because: 'cancel' | 'delete'): void {
    if (this.#world.d1.restored > 0) return;
    for (const armingId of before) this.#promised(armingId, because);
  }

  async #stop(row: Row, deleted: boolean): Promise<Said> {
    const { armingId } = row;
    if (isArmed(row) && armingId) {
      const answer = await this.#ask('cancel', (p) => p.cancel(row.wish.postId, armingId, deleted));
      if (answer === 'done') this.#promised(armingId, deleted ? 'delete' : 'cancel');
      if (answer !== 'not_armed') return said(answer);
    }
    const values: Partial<Row> = deleted ? { deletedAt: this.#world.timeline.now } : { status: 'cancelled' };
    const closing =
      row.status === 'scheduled' || row.status === 'draft' ? { armedAt: null, sweepAt: null } : {};
    const changed = await reachFromOutside(this.#world, 'd1.verb', 'd1', () =>
      this.#world.d1.changePost(row, { ...values, ...closing }),
    );
    if (!changed) return 'stale';
    await this.#poke();
    return 'yes';
  }

  /** The account is disconnected: its link closes first, then every armed post is asked. */
  async disconnect(): Promise<Said> {
    this.#world.note('user: disconnect');
    this.#world.account.state = 'closed';
    const row = this.#world.d1.row;
    if (!row?.armingId || !isArmed(row)) return 'yes';
    const { armingId } = row;
    const answer = await this.#ask('cancel', (p) => p.cancel(row.wish.postId, armingId, false)).catch(
      () => 'lost' as const,
    );
    if (answer === 'done') this.#promised(armingId, 'disconnect');
    return answer === 'lost' ? 'unavailable' : said(answer);
  }

  /** The user looked at the profile and tells the truth. */
  resolve(): Promise<Said> {
    return this.#verb('resolve', this.look(), async (row) => {
      if (row.status !== 'outcome_unknown' || !row.armingId) return 'conflict';
      const { armingId } = row;
      const seen: Sighting =
        this.#world.tiktok.taken.length > 0
          ? { outcome: 'published', url: null }
          : { outcome: 'not_published' };
      return said(await this.#ask('resolve', (p) => p.resolve(row.wish.postId, armingId, seen)));
    });
  }

  async #verb(name: string, seen: Seen | undefined, act: (row: Row) => Promise<Said>): Promise<Said> {
    const { world } = this;
    const what = await reachFromOutside(world, 'd1.look', 'd1', () => world.d1.row)
      .then(async (row): Promise<Said> => {
        if (!row || row.deletedAt !== null) return 'conflict';
        if (row.revision !== seen?.revision || row.armingId !== seen.armingId) return 'stale';
        return act(row);
      })
      .catch(() => 'unavailable' as const);
    world.note(`user: ${name} → ${what}`);
    return what;
  }

  get world(): World {
    return this.#world;
  }

  #ask(
    name: string,
    call: (publisher: Parameters<Parameters<World['object']['rpc']>[1]>[0]) => Promise<VerbAnswer>,
  ): Promise<VerbAnswer> {
    return this.#world.object.rpc(name, call);
  }

  async #poke(): Promise<void> {
    await this.#world.object.rpc('poke', (p) => p.poke(this.#world.postId)).catch(() => undefined);
  }

  #promised(armingId: ArmingId, because: 'cancel' | 'delete' | 'swap' | 'disconnect'): void {
    this.#world.promised(armingId, because);
  }

  /** Each arming is a new agreement; its id ends the caption, so that TikTok's side can be matched with it. */
  #snapshot(row: Row, wish: Wish, now: number): Snapshot {
    const armingId = this.#world.newId<ArmingId>('arm');
    return {
      ...row.wish,
      ...wish.content,
      armingId,
      revision: row.revision + 1,
      linkId: this.#world.account.linkId,
      caption: `A clip ${armingId}`,
      consent: { ...row.wish.consent, at: now },
      dueAt: wish.dueAt,
      latestAt: wish.latestAt ?? wish.dueAt + LATEST_AFTER,
    };
  }
}

const isArmed = (row: Row) =>
  row.armedAt !== null && (row.status === 'scheduled' || row.status === 'publishing');

const said = (answer: VerbAnswer): Said => {
  if (answer === 'done') return 'yes';
  return answer === 'stale' || answer === 'too_late' ? answer : 'conflict';
};
