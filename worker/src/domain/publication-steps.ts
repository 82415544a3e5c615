/** What a deed led to, up to the fence: pure steps from one stored publication to the next. Those after it: publication-outcome.ts. */
import { chunksHeld } from './chunk-plan.ts';
import type { Ending, Outcome, Publication, Sighting, StagedUpload, Why } from './publication.ts';
import { adopt, beforeFence, HOUR, MINUTE, record, SECOND, tell } from './publication.ts';
import { backOff } from './retry.ts';
import type { Snapshot } from './snapshot.ts';
import type { Trouble } from './trouble.ts';

/** Held posts are looked at again this often (design 5). */
const HELD_AGAIN = 30 * SECOND;
const INITS_MAX = 60;

export const idle = (p: Publication, nextAt: number): Publication => ({ ...p, awake: false, nextAt });
export const whyOf = (trouble: Trouble, now: number): Why => ({
  reason: trouble.reason,
  technical: trouble.technical,
  at: now,
});
export const calm = (p: Publication): Publication => ({ ...p, trouble: null });

/** The arming's outcome is known: the ledger and the row have yet to learn it. */
export function note(p: Publication, outcome: Ending['outcome'], now: number): Publication {
  const { armingId } = p.snapshot;
  const ending = { armingId, outcome, at: now, publishId: p.publishId, reason: p.failure?.reason ?? null };
  return {
    ...p,
    endings: [...p.endings.filter((e) => e.armingId !== armingId), ending],
    ledgerAt: now,
    rowAt: now,
  };
}

/** The arming is over and there is nothing left to do but to close the books. */
export const endAs = (p: Publication, outcome: Outcome, now: number): Publication =>
  idle({ ...note(p, outcome, now), state: { phase: 'finished', outcome } }, now);

export function fail(p: Publication, why: Why, now: number): Publication {
  const failed = { ...p, failure: why, held: null };
  return tell(
    record(failed, now, 'failed', { reason: why.reason, technical: why.technical }),
    now,
    'failed',
    why.reason,
  );
}

/** Waits for what the user can mend. Told at the first sign; looked at again each half minute. */
export function hold(p: Publication, why: Why, now: number, again = HELD_AGAIN): Publication {
  const next = idle({ ...p, held: p.held ?? why }, now + again);
  // Past the account's answer nothing staged is lost: only a request that died is opened anew.
  const state = p.state.phase === 'initiating' ? { phase: 'initiating' as const, asked: false } : p.state;
  if (p.held?.reason === why.reason) return { ...next, state };
  return tell(
    record({ ...next, held: why, state }, now, 'held', { reason: why.reason }),
    now,
    'held',
    why.reason,
  );
}

export const release = (p: Publication, now: number): Publication =>
  p.held ? record({ ...p, held: null }, now, 'released', { reason: p.held.reason }) : p;

/** A call to TikTok before the fence did not succeed. */
export function troubled(p: Publication, trouble: Trouble, now: number, random: number): Publication {
  const why = whyOf(trouble, now);
  if (trouble.action === 'hold') return hold(p, why, now);
  if (trouble.action === 'retry_hourly')
    return hold(p, why, now, Math.min(HOUR, Math.max(SECOND, p.snapshot.latestAt - now)));
  if (trouble.action === 'fail') return endAs(fail(p, why, now), 'failed', now);
  // The init may have been executed. No byte was sent to it, so it can never publish, and a new one is safe.
  const lost = trouble.action === 'unknown' && p.state.phase === 'initiating';
  return retryLater(
    lost ? record(p, now, 'init_lost', { code: trouble.code }) : p,
    why,
    now,
    random,
    trouble.retryAfterMs,
  );
}

/** Waits a little and does the same again, within latestAt. From a minute after T the owner knows. */
export function retryLater(
  p: Publication,
  why: Why,
  now: number,
  random: number,
  retryAfterMs: number | null = null,
): Publication {
  const count = (p.trouble?.count ?? 0) + 1;
  const wait = Math.max(backOff(count - 1, random), Math.min(retryAfterMs ?? 0, 5 * MINUTE));
  const state = p.state.phase === 'initiating' ? { phase: 'initiating' as const, asked: false } : p.state;
  const next = noteRetry({ ...p, state, trouble: { count, why } }, count, why, wait, now);
  const late = now > p.snapshot.dueAt + MINUTE && beforeFence(p);
  return idle(late ? tell(next, now, 'late', why.reason) : next, now + wait);
}

/** A long outage fills no receipt: the first tries and then every tenth are noted. */
const noteRetry = (p: Publication, count: number, why: Why, inMs: number, now: number): Publication =>
  count <= 5 || count % 10 === 0
    ? record(p, now, 'retry', { reason: why.reason, technical: why.technical, inMs })
    : p;

export function preflighted(
  p: Publication,
  at: 'day' | 'hour',
  findings: Publication['findings'],
  now: number,
): Publication {
  const checked = at === 'day' ? { ...p.checked, day: true } : { day: true, hour: true };
  let next = record({ ...p, checked, findings }, now, 'preflight', { at, findings: findings.length });
  for (const f of findings) {
    next = tell(next, now, `preflight.${f.code}`, null, f.sentence);
  }
  return idle(next, now);
}

/** Staging begins: from here the post is `publishing`. */
export function beginStaging(
  p: Publication,
  switchedOff: Publication['switchedOff'],
  now: number,
): Publication {
  const next = record({ ...release(p, now), switchedOff }, now, 'staging', {
    bytes: p.snapshot.media.bytes,
    commentOff: switchedOff.comment,
    duetOff: switchedOff.duet,
    stitchOff: switchedOff.stitch,
  });
  return idle(
    { ...next, checked: { day: true, hour: true }, state: { phase: 'initiating', asked: false } },
    now,
  );
}

export function initiated(p: Publication, upload: StagedUpload, now: number): Publication {
  const next = record({ ...calm(release(p, now)), publishId: upload.publishId }, now, 'initiated', {
    publishId: upload.publishId,
  });
  const phase = upload.plan.chunkCount === 1 ? 'staged' : 'uploading';
  return idle(phase === 'staged' ? staged(next, upload, now) : { ...next, state: { phase, upload } }, now);
}

/** `chunksDone` whole chunks are at TikTok, by its own answer. */
export function chunksStored(
  p: Publication,
  upload: StagedUpload,
  chunksDone: number,
  now: number,
): Publication {
  const moved = { ...upload, chunksDone: Math.min(chunksDone, upload.plan.chunkCount - 1) };
  const next = calm(p);
  if (moved.chunksDone >= upload.plan.chunkCount - 1) return idle(staged(next, moved, now), now);
  return idle({ ...next, state: { phase: 'uploading', upload: moved } }, now);
}

const staged = (p: Publication, upload: StagedUpload, now: number): Publication =>
  record({ ...p, state: { phase: 'staged', upload } }, now, 'staged', {
    bytesThere: upload.chunksDone * upload.plan.chunkBytes,
    bytes: upload.plan.bytes,
  });

/** Drops the stage: it can never be completed any more. The next wake begins a new one. */
export function initAgain(p: Publication, now: number, because: string): Publication {
  if (p.inits >= INITS_MAX) {
    return endAs(
      fail(p, { reason: 'tiktok_unexpected', technical: `${INITS_MAX} attempts: ${because}`, at: now }, now),
      'failed',
      now,
    );
  }
  const next = record({ ...p, handedOverAt: null }, now, 'retry', { because, publishId: p.publishId });
  return idle({ ...next, publishId: null, state: { phase: 'initiating', asked: false } }, now);
}

export const opened = (p: Publication, upload: StagedUpload, now: number): Publication => {
  const next = release(p, now);
  return {
    ...(p.state.phase === 'holding' ? next : record(next, now, 'holding')),
    state: { phase: 'holding', upload },
  };
};

/** TikTok's progress, while staging: which chunk comes next. */
export const progressOf = (upload: StagedUpload, reported: number | null): number =>
  reported === null ? upload.chunksDone : chunksHeld(upload.plan, reported);

/** The user stopped it before the fence: what is staged is forgotten, hence never completed, hence never published. */
export function cancelled(p: Publication, deleted: boolean, now: number): Publication {
  const stopped = record(
    { ...p, held: null, publishId: null, deletedAt: deleted ? now : null },
    now,
    deleted ? 'deleted' : 'cancelled',
  );
  return endAs(stopped, 'cancelled', now);
}

/** Another snapshot takes the place of this one, before the fence; the old stage is dropped in the same write. */
export function swapped(p: Publication, snapshot: Snapshot, seq: number, now: number): Publication {
  const replaced: Ending = {
    armingId: p.snapshot.armingId,
    outcome: 'replaced',
    at: now,
    publishId: p.publishId,
    reason: null,
  };
  const fresh = adopt(snapshot, Math.max(seq, p.seq), now);
  return record(
    {
      ...fresh,
      entries: p.entries,
      notices: p.notices,
      told: p.told,
      armings: [...p.armings, snapshot.armingId],
      endings: [...p.endings, replaced],
    },
    now,
    'changed',
    { publishAt: snapshot.dueAt },
  );
}

/** The user's answer to an unknown outcome. */
export function resolved(p: Publication, seen: Sighting, now: number): Publication {
  const next = record(p, now, 'resolved', { outcome: seen.outcome });
  if (seen.outcome === 'not_published')
    return endAs({ ...next, failure: { reason: 'not_published', technical: null, at: now } }, 'failed', now);
  const there = { ...next, publishedAt: p.publishedAt ?? now, ...(seen.url && { foundAt: seen.url }) };
  return endAs(there, 'published', now);
}
