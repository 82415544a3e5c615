/** What a deed led to: pure steps from one stored publication to the next. */
import { chunksHeld } from './chunk-plan.ts';
import type { Ending, HandOver, Outcome, Publication, StagedUpload, Why } from './publication.ts';
import { adopt, beforeFence, DAY, HOUR, MINUTE, record, SECOND, tell } from './publication.ts';
import { backOff } from './retry.ts';
import type { Snapshot } from './snapshot.ts';
import type { Trouble } from './trouble.ts';

/** Held posts are looked at again this often (design 5). */
const HELD_AGAIN = 30 * SECOND;
const INITS_MAX = 60;
/** Two polls this far apart must show bytes missing before a new init is allowed after the fence. */
const MISSING_APART = 10 * MINUTE;
/** Seconds between polls while TikTok processes; the last one repeats. */
const POLL_EVERY = [2, 2, 3, 5, 10, 20, 30].map((s) => s * SECOND);
/** When the public link is asked for, counted from publication. */
const FOLLOW_AT = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];
const SLOW_AFTER = 30 * MINUTE;

const idle = (p: Publication, nextAt: number): Publication => ({ ...p, awake: false, nextAt });
const whyOf = (trouble: Trouble, now: number): Why => ({
  reason: trouble.reason,
  technical: trouble.technical,
  at: now,
});
const calm = (p: Publication): Publication => ({ ...p, trouble: null });

/** The arming's outcome is known: the ledger and the row have yet to learn it. */
function note(p: Publication, outcome: Ending['outcome'], now: number): Publication {
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

/** The fence. Once this is durable the last byte may leave; before, it may not. */
export function fenced(p: Publication, upload: StagedUpload, now: number): Publication {
  const before: HandOver | null = p.state.phase === 'handing_over' ? p.state : null;
  return {
    ...p,
    awake: true,
    nextAt: now + 20 * SECOND,
    state: {
      phase: 'handing_over',
      upload,
      fencedAt: before?.fencedAt ?? now,
      sends: (before?.sends ?? 0) + 1,
      sendOpen: true,
      lastSendEndedAt: before?.lastSendEndedAt ?? now,
      addressDead: before?.addressDead ?? false,
      taken: before?.taken ?? false,
      missingSince: null,
    },
  };
}

/** TikTok says it has every byte. `sentAt`: when our last byte left. */
export function accepted(
  p: Publication,
  upload: StagedUpload,
  sentAt: number | null,
  now: number,
): Publication {
  const handedOverAt = sentAt ?? p.handedOverAt ?? now;
  const lastSendEndedAt = p.state.phase === 'handing_over' && !sentAt ? p.state.lastSendEndedAt : now;
  const told = record({ ...calm(p), handedOverAt }, handedOverAt, 'handed_over', {
    latenessMs: handedOverAt - p.snapshot.dueAt,
    bytes: upload.plan.bytes,
  });
  const next = record(told, now, 'processing');
  return idle(
    { ...next, state: { phase: 'processing', upload, lastSendEndedAt, since: now, polls: 0, slow: false } },
    now + (POLL_EVERY[0] ?? SECOND),
  );
}

/**
 * The answer to the last chunk is lost or says nothing: ask before anything else. `tailLeft` false: the send broke off
 * before its last bytes, so it can't have completed the upload, and the day to outcome_unknown does not count from it.
 */
export function answerLost(
  p: Publication,
  send: { technical: string; addressRefused: boolean; tailLeft: boolean },
  now: number,
): Publication {
  if (p.state.phase !== 'handing_over') return p;
  const { state } = p;
  const pastHour = now > state.upload.expiresAt;
  const count = state.sends;
  const next =
    count <= 5 || count % 10 === 0
      ? record(p, now, 'answer_lost', { technical: send.technical, send: count })
      : p;
  // Past its hour the address can only be found dead: that is no reason to hurry.
  const wait = pastHour ? 5 * MINUTE : Math.min(30 * SECOND, SECOND * 2 ** Math.min(count - 1, 5));
  return idle(
    {
      ...next,
      state: {
        ...state,
        sendOpen: false,
        lastSendEndedAt: send.tailLeft ? now : state.lastSendEndedAt,
        addressDead: state.addressDead || (send.addressRefused && pastHour),
      },
    },
    now + wait,
  );
}

/**
 * After the fence, TikTok says bytes are missing. The same address is used again while it lives; a new init only when the
 * address is dead and two polls, at least ten minutes apart and both after its hour and our last send, agree.
 */
export function bytesMissing(p: Publication, now: number): { next: Publication; sendAgain: boolean } {
  if (p.state.phase !== 'handing_over') return { next: p, sendAgain: false };
  const { state } = p;
  if (now <= state.upload.expiresAt || !state.addressDead) return { next: p, sendAgain: true };
  if (state.taken) return { next: idle(p, now + HOUR), sendAgain: false };
  if (state.missingSince === null)
    return {
      next: idle({ ...p, state: { ...state, missingSince: now } }, now + MISSING_APART),
      sendAgain: false,
    };
  if (now - state.missingSince < MISSING_APART)
    return { next: idle(p, state.missingSince + MISSING_APART), sendAgain: false };
  if (now > p.snapshot.latestAt) return { next: idle(p, now + HOUR), sendAgain: false };
  return { next: initAgain(p, now, 'address_dead'), sendAgain: false };
}

/** TikTok is still at work, or does not know the id yet: ask again later. */
export function pollLater(p: Publication, now: number): Publication {
  const { state } = p;
  if (state.phase === 'processing') {
    const wait = POLL_EVERY[Math.min(state.polls, POLL_EVERY.length - 1)] ?? SECOND;
    const slow = now - state.since > SLOW_AFTER;
    const next = idle(
      { ...p, state: { ...state, polls: state.polls + 1 } },
      now + (slow ? 5 * MINUTE : wait),
    );
    if (!slow || state.slow) return next;
    const said = { ...next, state: { ...state, polls: state.polls + 1, slow: true } };
    return tell(record(said, now, 'processing_slow'), now, 'slow', null);
  }
  if (state.phase === 'unknown')
    return idle({ ...p, state: { ...state, polls: state.polls + 1 } }, now + 6 * HOUR);
  return idle(p, now + 30 * SECOND);
}

/** Status may lag behind by some polls; bytes still missing after these were taken by nobody. */
const POLLS_OF_LAG = 3;

/**
 * TikTok took the last chunk with a 2xx and then says bytes are missing. Once that is more than lag, the same chunk goes
 * to the same address again, as after a lost answer.
 */
export function missingAfterAll(p: Publication, now: number): Publication {
  const { state } = p;
  if (state.phase !== 'processing' || state.polls < POLLS_OF_LAG) return pollLater(p, now);
  const { upload, lastSendEndedAt } = state;
  const back: HandOver = {
    upload,
    fencedAt: lastSendEndedAt,
    sends: 1,
    sendOpen: false,
    lastSendEndedAt,
    addressDead: false,
    taken: true,
    missingSince: null,
  };
  const next = record(p, now, 'answer_lost', {
    technical: 'TikTok took the last part and says bytes are missing.',
  });
  return idle({ ...next, state: { phase: 'handing_over', ...back } }, now);
}

/** TikTok says it is published. A public post is followed until its address is known; others never get one. */
export function published(p: Publication, tiktokPostId: string | null, now: number): Publication {
  const { publishId } = p;
  const first = p.publishedAt === null;
  const known = {
    ...calm(p),
    publishedAt: p.publishedAt ?? now,
    tiktokPostId: tiktokPostId ?? p.tiktokPostId,
    held: null,
    failure: null,
  };
  const noted = first ? tell(record(known, now, 'published', { publishId }), now, 'published', null) : known;
  if (p.snapshot.privacy !== 'PUBLIC_TO_EVERYONE') return endAs(noted, 'published', now);
  if (tiktokPostId !== null)
    return endAs(record(noted, now, 'link_known', { tiktokPostId }), 'published', now);
  const polls = p.state.phase === 'following' ? p.state.polls + 1 : 0;
  const askAt = FOLLOW_AT[polls];
  if (askAt === undefined || !publishId) return endAs(noted, 'published', now);
  const next = Math.max(now + MINUTE, (known.publishedAt ?? now) + askAt);
  const following = idle({ ...noted, state: { phase: 'following', publishId, polls } }, next);
  return first ? note(following, 'published', now) : following;
}

/** TikTok says FAILED: nothing was published, so a new init cannot double it; what passes, or the user can mend, is waited for. */
export function failedByTikTok(p: Publication, trouble: Trouble, now: number, random: number): Publication {
  // An outcome that was given up as unknown is the user's to tell: never sent again by itself.
  const passes = ['retry', 'hold', 'retry_hourly'].includes(trouble.action) && p.state.phase !== 'unknown';
  if (!passes || now >= p.snapshot.latestAt) return endAs(fail(p, whyOf(trouble, now), now), 'failed', now);
  const again = initAgain(p, now, trouble.code);
  return again.state.phase === 'finished' ? again : troubled(again, trouble, now, random);
}

/** Nobody can say: the object stays, asks rarely, and only the user or TikTok ends it. Never sent again by itself. */
export function giveUpUnknown(p: Publication, now: number): Publication {
  const publishId = p.publishId ?? '';
  const told = tell(record(p, now, 'outcome_unknown', { publishId }), now, 'outcome_unknown', null);
  return note(
    idle({ ...told, state: { phase: 'unknown', publishId, polls: 0 } }, now + 6 * HOUR),
    'outcome_unknown',
    now,
  );
}

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
export function resolved(p: Publication, outcome: 'published' | 'not_published', now: number): Publication {
  const next = record(p, now, 'resolved', { outcome });
  if (outcome === 'published') return endAs({ ...next, publishedAt: p.publishedAt ?? now }, 'published', now);
  return endAs({ ...next, failure: { reason: 'not_published', technical: null, at: now } }, 'failed', now);
}
