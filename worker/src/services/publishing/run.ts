import type { Publication } from '../../domain/publication.ts';
import { NOTICE_DEATH } from '../../domain/publication-rules.ts';
import type { PublisherPorts } from './ports.ts';

/** Thrown inside a run when the publication changed under it: the run stops, nothing more is written or sent. */
export class Overtaken extends Error {
  constructor() {
    super('The publication changed while this run was at work.');
    this.name = 'Overtaken';
  }
}

/**
 * One run of the publication: the only way its deeds look at and write the state. Each write is refused once anybody
 * else has written, so that a cancel or a change stops a run wherever it is.
 */
export interface Run {
  ports: PublisherPorts;
  now(): number;
  /** The stored publication; throws Overtaken when it is not this run's any more. */
  look(): Publication;
  save(next: Publication): Publication;
  /** The same without a new alarm, where one is seconds ahead and each write counts. */
  saveOnly(next: Publication): Publication;
  /** This run has seen itself what TikTok holds of this upload. */
  knows: { publishId: string | null };
}

const SLICE = 2_000;

/** Waits until `at`, in slices, looking after each whether the run still counts and keeping its alarm ahead. */
export async function sleepUntil(run: Run, at: number, enough: () => boolean = () => false): Promise<void> {
  while (run.now() < at && !enough()) {
    await run.ports.clock.wait(Math.min(SLICE, at - run.now()));
    stayAwake(run);
  }
}

/** A deed took longer than it may. */
export class TooSlow extends Error {
  constructor() {
    super('This took too long.');
    this.name = 'TooSlow';
  }
}

/**
 * Waits for something that takes long, `ms` at most (else TooSlow), keeping the alarm ahead, so that a death in it is
 * noticed. In slices, so that nothing of it outlives the deed: a timer left behind keeps the object awake.
 */
export async function whileAwake<T>(run: Run, deed: Promise<T>, ms: number): Promise<T> {
  const until = run.now() + ms;
  let over = false;
  const ended = deed.finally(() => {
    over = true;
  });
  ended.catch(() => undefined); // The caller gets it below; this only keeps a rejection during a wait from being unhandled.
  while (!over) {
    if (run.now() > until) throw new TooSlow();
    await Promise.race([ended, run.ports.clock.wait(SLICE)]);
    if (!over) stayAwake(run);
  }
  return ended;
}

function stayAwake(run: Run): void {
  const p = run.look();
  if (p.nextAt - run.now() < NOTICE_DEATH / 2) run.save({ ...p, nextAt: run.now() + NOTICE_DEATH });
}
