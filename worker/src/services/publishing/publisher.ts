/**
 * The publisher of one post: who may change it, when it runs, and in which order things become durable.
 * The rules are in domain/publication-*.ts, the deeds in stage.ts, hand-over.ts and check.ts. Its object is a thin shell.
 */
import type { ArmingId, PostId } from '../../contract/ids.ts';
import type { Publication, Sighting } from '../../domain/publication.ts';
import { adopt, beforeFence, MINUTE, record, SECOND, stageLead } from '../../domain/publication.ts';
import type { Action } from '../../domain/publication-rules.ts';
import { wake } from '../../domain/publication-rules.ts';
import { cancelled, hold, resolved, swapped } from '../../domain/publication-steps.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { bookFailed, bookWritten, closes, dueBooks, writeBook } from './books.ts';
import { follow, poll, reconcile } from './check.ts';
import { handOver } from './hand-over.ts';
import { barOf } from './ledger.ts';
import type { PostRowView, PublisherPorts } from './ports.ts';
import type { PublisherApi, VerbAnswer } from './publisher-api.ts';
import type { Run } from './run.ts';
import { Overtaken } from './run.ts';
import { askProgress, checkAhead, checkAndBegin, init, sendChunk } from './stage.ts';

/** One wake-up works this long, then re-arms (an alarm may run 15 minutes, platform.md 2). */
const RUN_TIME = 5 * MINUTE;

/** Waits up to this are made awake near the deed. */
const SHORT_REST = 5 * SECOND;

/** Nothing that can wait is done this close to T. */
const QUIET_BEFORE_T = 20 * SECOND;

export class Publisher implements PublisherApi {
  readonly #ports: PublisherPorts;
  #stored: Publication | undefined;
  /** Grows with every write that is not the run's own; what was read or begun before is thrown away. */
  #generation = 0;
  #running: Promise<void> | undefined;

  constructor(ports: PublisherPorts) {
    this.#ports = ports;
    this.#stored = ports.storage.read();
  }

  /** When the object has to be woken next; null when it holds nothing. */
  get alarmAt(): number | null {
    return this.#stored ? alarmOf(this.#stored) : null;
  }

  async poke(postId: PostId): Promise<void> {
    if (!this.#stored) await this.#adopt(postId);
    else await this.#lookAtRow();
    const p = this.#stored;
    if (!p) return;
    const impatient = p.held !== null || ['processing', 'following', 'unknown'].includes(p.state.phase);
    if (impatient && !p.awake)
      this.#write({ ...p, nextAt: Math.min(p.nextAt, this.#now()), rowAt: p.rowAt ?? this.#now() });
    else this.#write({ ...p, rowAt: p.rowAt ?? this.#now() });
  }

  async cancel(postId: PostId, armingId: ArmingId, deleted: boolean): Promise<VerbAnswer> {
    if (!this.#stored) await this.#adopt(postId);
    const p = this.#stored;
    if (!p) return 'not_armed';
    if (p.snapshot.armingId !== armingId) return 'stale';
    if (p.state.phase === 'finished' && p.state.outcome === 'cancelled') {
      // A line of its own, so that the row is written again with a newer seq.
      if (deleted && p.deletedAt === null)
        this.#take({ ...record(p, this.#now(), 'deleted'), deletedAt: this.#now() });
      await this.#keepBooks();
      return 'done';
    }
    // The row may not say so yet: a caller who falls back on it would call a published post cancelled.
    if (p.state.phase === 'finished') return p.state.outcome === 'published' ? 'too_late' : 'not_armed';
    if (!beforeFence(p)) return 'too_late';
    this.#take(cancelled(p, deleted, this.#now()));
    await this.#ports.storage.sync();
    void this.#ports
      .account(p.snapshot.openId)
      .unbook(postId)
      .catch((error) => this.#warn('unbook lost', error));
    await this.#keepBooks();
    return 'done';
  }

  async swap(postId: PostId, seen: ArmingId, snapshot: Snapshot): Promise<VerbAnswer> {
    if (!this.#stored) {
      const barred = await this.#adopt(postId);
      if (barred) return 'barred';
    }
    const p = this.#stored;
    if (!p || p.state.phase === 'finished') return 'not_armed';
    if (p.snapshot.armingId === snapshot.armingId) return 'done';
    if (p.snapshot.armingId !== seen || snapshot.revision <= p.snapshot.revision) return 'stale';
    if (!beforeFence(p)) return 'too_late';
    this.#take(swapped(p, snapshot, p.seq, this.#now()));
    await this.#ports.storage.sync();
    await this.#keepBooks();
    return 'done';
  }

  async resolve(_postId: PostId, armingId: ArmingId, seen: Sighting): Promise<VerbAnswer> {
    const p = this.#stored;
    if (p?.state.phase !== 'unknown') return 'not_armed';
    if (p.snapshot.armingId !== armingId) return 'stale';
    this.#take(resolved(p, seen, this.#now()));
    await this.#ports.storage.sync();
    await this.#keepBooks();
    return 'done';
  }

  /** The alarm. Never throws; one run at a time, whatever wakes it meanwhile finds it running. */
  async wake(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #run(): Promise<void> {
    const until = this.#now() + RUN_TIME;
    const knows = { publishId: null as string | null };
    while (this.#stored && this.#now() < until) {
      const generation = this.#generation;
      const run = this.#asRun(generation, knows);
      try {
        const before = this.#stored;
        const { next, action } = wake(
          before,
          this.#now(),
          knows.publishId !== null && knows.publishId === before.publishId,
        );
        // Saved even where nothing changed: an alarm that came early or twice is spent, and only a write sets the next.
        run.save(next);
        if (action.do === 'sleep' || action.do === 'close') {
          if (await this.#shortRest()) continue;
          if (!(await this.#keepBooks())) break;
        } else {
          await this.#perform(run, action);
          if (this.#longWaitAhead()) await this.#keepBooks();
        }
      } catch (error) {
        if (!this.#recover(error, generation)) return;
      }
    }
  }

  /** Around T an alarm may be too late for a wait of some seconds, and a slow D1 too: the run stays awake for it. */
  async #shortRest(): Promise<boolean> {
    const p = this.#stored;
    if (!p || !['staged', 'holding', 'handing_over'].includes(p.state.phase)) return false;
    const ms = p.nextAt - this.#now();
    if (ms > SHORT_REST) return false;
    await this.#ports.clock.wait(Math.max(1, ms));
    return true;
  }

  /** Staging and the wait for T take long: what happened so far is said now. Everything else when the run comes to rest. */
  #longWaitAhead(): boolean {
    const p = this.#stored;
    if (p?.state.phase === 'staged') return p.snapshot.dueAt - this.#now() > QUIET_BEFORE_T;
    return p?.state.phase === 'initiating' || p?.state.phase === 'uploading';
  }

  #perform(run: Run, action: Exclude<Action, { do: 'sleep' | 'close' }>): Promise<void> {
    const { state } = run.look();
    switch (action.do) {
      case 'preflight':
        return this.#preflight(run, action.at);
      case 'init':
        return init(run);
      case 'ask_progress':
        return 'upload' in state ? askProgress(run, state.upload) : Promise.resolve();
      case 'send_chunk':
        return 'upload' in state ? sendChunk(run, state.upload, action.index) : Promise.resolve();
      case 'hand_over':
        return 'upload' in state ? handOver(run, state.upload) : Promise.resolve();
      case 'reconcile':
        return 'upload' in state ? reconcile(run, state.upload) : Promise.resolve();
      case 'poll':
        return poll(run, run.look().publishId ?? '');
      case 'follow':
        return follow(run, run.look().publishId ?? '');
    }
  }

  /** The checks, and at the same wakes a look at the row (a restored D1 may know better, or worse). */
  async #preflight(run: Run, at: 'day' | 'hour' | 'staging'): Promise<void> {
    const looked = await this.#lookAtRow();
    if (looked === 'taken') return;
    if (looked === 'objection') {
      const p = run.look();
      const why = {
        reason: 'our_setup' as const,
        technical: 'The post’s row is missing or speaks of another arming.',
        at: run.now(),
      };
      run.save(hold(p, why, run.now()));
      return;
    }
    if (at === 'staging') await checkAndBegin(run);
    else await checkAhead(run, at);
  }

  /** Empty: the ledger is read, then the row; what was read before the state changed is thrown away. True when the ledger bars the row. */
  async #adopt(postId: PostId): Promise<boolean> {
    const generation = this.#generation;
    const { ports } = this;
    const endings = await ports.ledger.read(postId);
    const row = await ports.rows.read(postId);
    if (generation !== this.#generation || this.#stored) return false;
    if (!row?.armingId || !row.armed) return false;
    const bar = barOf(endings, row.armingId);
    if (bar) {
      await ports.rows.correct(postId, row.armingId, bar);
      return true;
    }
    const { snapshot } = row;
    if (row.status !== 'scheduled' || row.deleted || !snapshot) {
      // Moving or ended without anybody who knows how: nothing is sent on a guess.
      ports.log.error('armed row without an object', { post: postId, status: row.status });
      return false;
    }
    // With the ledger's ends, so that a row restored to one of them later is not taken for a reschedule.
    this.#take({ ...adopt(snapshot, row.seq, this.#now()), endings });
    const booked = await ports
      .account(snapshot.openId)
      .book(postId, snapshot.workspaceId, snapshot.dueAt)
      .catch(() => 0);
    const p = this.#stored as Publication | undefined;
    if (p && p.snapshot.armingId === snapshot.armingId && booked > 0) {
      this.#write({ ...p, leadMs: stageLead(postId, snapshot.media.bytes, booked) });
    }
    return false;
  }

  /** Before the fence: does the row speak of an arming this object does not know? */
  async #lookAtRow(): Promise<'fine' | 'taken' | 'objection'> {
    const p = this.#stored;
    if (!p || !beforeFence(p)) return 'fine';
    const { postId } = p.snapshot;
    const generation = this.#generation;
    let row: PostRowView | undefined;
    try {
      row = await Promise.race([
        this.ports.rows.read(postId),
        this.ports.clock.wait(5 * SECOND).then(() => Promise.reject(new Error('D1 is slow'))),
      ]);
    } catch (error) {
      this.#warn('row not read', error); // No answer is no objection: a post does not wait for D1.
      return 'fine';
    }
    // The run's own writes don't move the generation: it may have passed the fence while the row was read.
    if (generation !== this.#generation || !this.#stored || !beforeFence(this.#stored)) return 'fine';
    if (row?.armingId && this.#stored.armings.includes(row.armingId)) return 'fine';
    const ended = row?.armingId && this.#stored.endings.some((ending) => ending.armingId === row.armingId);
    if (row?.snapshot && row.status === 'scheduled' && !row.deleted && !ended) {
      this.#take(swapped(this.#stored, row.snapshot, row.seq, this.#now()));
      return 'taken';
    }
    this.ports.log.error('row and object disagree', { post: postId, row: row?.status ?? 'missing' });
    return 'objection';
  }

  /** Writes what is due to the ledger and to D1; empties the storage when both have the end. True when something was written. */
  async #keepBooks(): Promise<boolean> {
    let wrote = false;
    for (let rounds = 0; rounds < 4; rounds++) {
      const p = this.#stored;
      if (!p) return wrote;
      if (closes(p) && p.rowAt === null) {
        await this.#empty(p.snapshot.postId);
        return true;
      }
      const book = dueBooks(p, this.#now())[0];
      if (!book) break;
      const done = await writeBook(this.ports, p, book);
      const now = this.#stored;
      if (now?.snapshot.armingId !== p.snapshot.armingId) return wrote;
      this.#write(
        done
          ? bookWritten(now, p, book, this.#now())
          : bookFailed(now, book, this.#now(), this.ports.random()),
      );
      if (!done) return wrote;
      wrote = true;
    }
    return wrote;
  }

  async #empty(postId: PostId): Promise<void> {
    this.#generation++;
    this.#stored = undefined;
    this.#ports.storage.clear();
    // The row may already carry a newer arming whose poke found us full.
    await this.#adopt(postId).catch((error) => this.#warn('not looked again', error));
  }

  get ports(): PublisherPorts {
    return this.#ports;
  }

  #now(): number {
    return this.#ports.clock.now();
  }

  #asRun(generation: number, knows: Run['knows']): Run {
    const look = () => {
      if (generation !== this.#generation || !this.#stored) throw new Overtaken();
      return this.#stored;
    };
    return {
      ports: this.#ports,
      now: () => this.#now(),
      look,
      save: (next) => {
        look();
        this.#write(next);
        return next;
      },
      saveOnly: (next) => {
        look();
        this.#ports.storage.write(next, null);
        this.#stored = next;
        return next;
      },
      knows,
    };
  }

  /** A write by anyone but the run: from now on the run's own writes are refused. */
  #take(next: Publication): void {
    this.#generation++;
    this.#write(next);
  }

  #write(next: Publication): void {
    this.#ports.storage.write(next, alarmOf(next));
    this.#stored = next;
  }

  /** True when the run may go on with what is stored now; false when it has to end here. */
  #recover(error: unknown, generation: number): boolean {
    if (error instanceof Overtaken) return generation !== this.#generation;
    this.#warn('run failed', error);
    const p = this.#stored;
    if (!p || generation !== this.#generation) return true;
    try {
      this.#write({ ...p, nextAt: Math.max(p.nextAt, this.#now() + 2 * SECOND) });
    } catch (storageError) {
      // A superseded instance, or storage is away: the successor, or the alarm that is set, goes on.
      this.#warn('state not written', storageError);
    }
    return false;
  }

  #warn(event: string, error: unknown): void {
    this.#ports.log.warn(event, { post: this.#stored?.snapshot.postId, error });
  }
}

/** Ended and told everywhere, but not yet emptied: at once. */
function alarmOf(p: Publication): number {
  const books = Math.min(p.rowAt ?? Infinity, p.ledgerAt ?? Infinity);
  if (p.state.phase !== 'finished') return Math.min(p.nextAt, books);
  return books === Infinity ? p.nextAt : books;
}
