/** What followed the fence: the last byte may have left, and only TikTok says how it ended. Pure steps, as in publication-steps.ts. */
import type { HandOver, Publication, StagedUpload } from './publication.ts';
import { DAY, HOUR, MINUTE, record, SECOND, tell } from './publication.ts';
import { calm, endAs, fail, idle, initAgain, note, troubled, whyOf } from './publication-steps.ts';
import type { Trouble } from './trouble.ts';

/** Two polls this far apart must show bytes missing before a new init is allowed after the fence. */
const MISSING_APART = 10 * MINUTE;
/** Seconds between polls while TikTok processes; the last one repeats. */
const POLL_EVERY = [2, 2, 3, 5, 10, 20, 30].map((s) => s * SECOND);
/** When the public link is asked for, counted from publication. */
const FOLLOW_AT = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];
const SLOW_AFTER = 30 * MINUTE;

/** The fence. Once this is durable the last byte may leave; before, it may not. */
export function fenced(p: Publication, upload: StagedUpload, now: number): Publication {
  const before: HandOver | null = p.state.phase === 'handing_over' ? p.state : null;
  return {
    ...p,
    awake: true,
    // The alarm is ahead already; moving it would be one write more at the wrong moment.
    nextAt: Math.max(p.nextAt, now + 5 * SECOND),
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

/** The run died between the release and its note of it: the one send there was left at T, or at the fence if that was later. */
const likelySentAt = (p: Publication): number | null =>
  p.state.phase === 'handing_over' && p.state.sends === 1
    ? Math.max(p.snapshot.dueAt, p.state.fencedAt)
    : null;

/** TikTok says it has every byte. `sentAt`: when our last byte left. */
export function accepted(
  p: Publication,
  upload: StagedUpload,
  sentAt: number | null,
  now: number,
): Publication {
  const handedOverAt = sentAt ?? p.handedOverAt ?? likelySentAt(p) ?? now;
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
