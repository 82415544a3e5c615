/** D1 as the post's row lives in it: conditional updates worded as in src/db/posts.ts and src/db/publications.ts. */
import type { ArmingId, PostStatus } from '../../src/contract/index.ts';
import type { Ending, Publication, ReceiptEntry } from '../../src/domain/publication.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import type { PostRowView } from '../../src/services/publishing/ports.ts';

/** `wish` is what the content columns hold; its armingId, revision and times count while the post is or was scheduled. */
export interface Row {
  status: PostStatus;
  revision: number;
  armingId: ArmingId | null;
  seq: number;
  armedAt: number | null;
  sweepAt: number | null;
  wish: Snapshot;
  deletedAt: number | null;
  publishedAt: number | null;
}

/** A database as it stood once: Time Travel brings all of it back. */
interface Content {
  row: Row | undefined;
  notices: ReadonlySet<string>;
  events: ReadonlyMap<number, ReceiptEntry>;
}

const SWEEP_AFTER = 90_000;

export class D1 {
  now: Content;
  readonly past: Content[] = [];
  /** Called after each change. */
  onChange: () => void = () => undefined;
  restored = 0;

  constructor(draft: Snapshot) {
    this.now = {
      row: {
        status: 'draft',
        revision: 1,
        armingId: null,
        seq: 0,
        armedAt: null,
        sweepAt: null,
        wish: draft,
        deletedAt: null,
        publishedAt: null,
      },
      notices: new Set(),
      events: new Map(),
    };
  }

  get row(): Row | undefined {
    return this.now.row;
  }

  #commit(next: Partial<Content>): void {
    this.past.push(this.now);
    this.now = { ...this.now, ...next };
    this.onChange();
  }

  #set(values: Partial<Row>): void {
    if (this.now.row) this.#commit({ row: { ...this.now.row, ...values } });
  }

  /** Time Travel. `undefined` is before the post existed. */
  restore(to: Content | undefined): void {
    this.restored++;
    this.#commit(to ?? { row: undefined, notices: new Set(), events: new Map() });
  }

  // The verbs' queries.

  changePost(seen: Row, values: Partial<Row>): boolean {
    const { row } = this.now;
    if (!row || row.deletedAt !== null || row.revision !== seen.revision || row.status !== seen.status)
      return false;
    this.#set({ ...values, revision: seen.revision + 1 });
    return true;
  }

  markScheduled(seen: Row, wish: Snapshot, now: number, linked: boolean): boolean {
    const { row } = this.now;
    if (!row || row.deletedAt !== null || row.revision !== seen.revision || !linked) return false;
    if (!['draft', 'cancelled', 'failed'].includes(row.status)) return false;
    this.#set({
      status: 'scheduled',
      revision: seen.revision + 1,
      armingId: wish.armingId,
      seq: row.seq + 1,
      armedAt: now,
      sweepAt: now + 60_000,
      wish: { ...wish, revision: seen.revision + 1 },
    });
    return true;
  }

  // The object's.

  view(): PostRowView | undefined {
    const { row } = this.now;
    if (!row) return undefined;
    const { armingId } = row;
    return {
      status: row.status,
      armingId,
      seq: row.seq,
      deleted: row.deletedAt !== null,
      armed: row.armedAt !== null,
      snapshot: armingId ? { ...row.wish, armingId, revision: row.revision } : null,
    };
  }

  write(p: Publication, closed: boolean): void {
    const { row } = this.now;
    const { snapshot: s } = p;
    const status = statusOf(p);
    const events = new Map(this.now.events);
    for (const entry of p.entries) if (!events.has(entry.seq)) events.set(entry.seq, entry);
    const notices = new Set([...this.now.notices, ...p.notices.map((notice) => notice.key)]);
    const held = row?.armingId != null && p.armings.includes(row.armingId);
    const newer = held && row && (row.seq < p.seq || (row.seq === p.seq && row.armedAt !== null));
    const overriding = !held && (status === 'published' || status === 'outcome_unknown');
    if (!row || !(newer || overriding)) {
      this.#commit({ events, notices });
      return;
    }
    const next: Row = {
      ...row,
      status,
      revision: Math.max(row.revision, s.revision),
      armingId: s.armingId,
      seq: p.seq,
      wish: s,
      deletedAt: p.deletedAt,
      publishedAt: p.publishedAt,
      ...(closed ? { armedAt: null, sweepAt: null } : { sweepAt: p.nextAt + SWEEP_AFTER }),
    };
    this.#commit({ row: next, events, notices });
  }

  correct(armingId: ArmingId, ending: Ending): void {
    const { row } = this.now;
    if (row?.armingId !== armingId) return;
    this.#set({
      status: ending.outcome === 'replaced' ? 'cancelled' : ending.outcome,
      armedAt: null,
      sweepAt: null,
      revision: row.revision + 1,
      publishedAt: ending.outcome === 'published' ? ending.at : null,
    });
  }

  sweepLater(at: number): void {
    const { row } = this.now;
    if (row && row.sweepAt !== null && row.sweepAt <= at) this.#set({ sweepAt: at });
  }
}

const statusOf = (p: Publication): PostStatus => {
  switch (p.state.phase) {
    case 'waiting':
      return 'scheduled';
    case 'following':
      return 'published';
    case 'unknown':
      return 'outcome_unknown';
    case 'finished':
      return p.state.outcome;
    default:
      return 'publishing';
  }
};
