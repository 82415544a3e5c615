/** What a publication does when its object wakes: a pure function of what is stored and the time. */

import { chunkAt } from './chunk-plan.ts';
import type { Publication, StagedUpload } from './publication.ts';
import { DAY, HOUR, MINUTE, record, SECOND, spread } from './publication.ts';
import { giveUpUnknown } from './publication-outcome.ts';
import { endAs, fail, initAgain } from './publication-steps.ts';
import type { Snapshot } from './snapshot.ts';

export type Action =
  | { do: 'sleep' }
  | { do: 'preflight'; at: 'day' | 'hour' | 'staging' }
  | { do: 'init' }
  | { do: 'ask_progress' }
  | { do: 'send_chunk'; index: number }
  | { do: 'hand_over' }
  | { do: 'reconcile' }
  | { do: 'poll' }
  | { do: 'follow' }
  | { do: 'close' };

/** Awake this long before T, so that a late alarm or a deploy leaves time (platform.md 1.4). */
export const AWAKE_BEFORE = 75 * SECOND;
/** The last request opens this long before T at most; an alarm may run 15 minutes (platform.md 2). */
const OPEN_BEFORE_MAX = 9 * MINUTE;

/** Requests of posts due together open over this time, so that they do not all read their files at once. */
const OPEN_SPREAD = 20 * SECOND;

/** When the last chunk's request opens (design 5): early enough for three times its own length. `rate` in bytes a millisecond. */
export const openAt = (
  post: Pick<Snapshot, 'postId' | 'dueAt'>,
  bytes: number,
  rate: number | null,
): number =>
  post.dueAt -
  Math.min(
    OPEN_BEFORE_MAX,
    Math.max(10 * SECOND + spread(post.postId, OPEN_SPREAD), (3 * bytes) / (rate ?? 1_000)),
  );

/** A running deed moves nextAt this far ahead, so that its death is noticed. */
export const NOTICE_DEATH = 8 * SECOND;
/** An upload address is not begun with this shortly before its end. */
const ADDRESS_MARGIN = MINUTE;
/** After this without an answer the outcome is the user's to tell (design 5). */
export const UNKNOWN_AFTER = DAY;

/**
 * `progressKnown`: this run has itself seen how many chunks TikTok holds; after a crash it has to ask first.
 * The returned `next` is to be stored before the action is done.
 */
export function wake(
  p: Publication,
  now: number,
  progressKnown: boolean,
): { next: Publication; action: Action } {
  if (p.state.phase === 'finished') return { next: p, action: { do: 'close' } };
  if (now < p.nextAt && !p.awake) return { next: p, action: { do: 'sleep' } };
  const busy = { ...p, awake: true, nextAt: now + NOTICE_DEATH };
  const state = p.state;
  switch (state.phase) {
    case 'waiting':
      return wakeWaiting(p, busy, now);
    case 'initiating': {
      if (now > p.snapshot.latestAt) return tooLate(p, now);
      const lost = state.asked ? record(busy, now, 'init_lost') : busy;
      return {
        next: { ...lost, inits: p.inits + 1, state: { phase: 'initiating', asked: true } },
        action: { do: 'init' },
      };
    }
    case 'uploading': {
      const { upload } = state;
      if (now > p.snapshot.latestAt) return tooLate(p, now);
      if (addressEnds(upload, now)) return again(p, now);
      if (!progressKnown) return { next: busy, action: { do: 'ask_progress' } };
      return { next: busy, action: { do: 'send_chunk', index: upload.chunksDone } };
    }
    case 'staged':
    case 'holding': {
      const { upload } = state;
      if (now > p.snapshot.latestAt) return tooLate(p, now);
      if (addressEnds(upload, Math.max(now, p.snapshot.dueAt))) return again(p, now);
      const last = chunkAt(upload.plan, upload.plan.chunkCount - 1);
      const wakeAt = Math.min(p.snapshot.dueAt - AWAKE_BEFORE, openAt(p.snapshot, last.bytes, p.rate));
      if (now < wakeAt) return { next: { ...p, awake: false, nextAt: wakeAt }, action: { do: 'sleep' } };
      return { next: busy, action: { do: 'hand_over' } };
    }
    case 'handing_over': {
      if (now - state.lastSendEndedAt > UNKNOWN_AFTER && now - state.fencedAt > UNKNOWN_AFTER) {
        return { next: giveUpUnknown(p, now), action: { do: 'sleep' } };
      }
      // The run that was sending died. Its request may live for some seconds more; count from now.
      const closed = state.sendOpen
        ? { ...state, sendOpen: false, lastSendEndedAt: now, missingSince: null }
        : state;
      return { next: { ...busy, state: closed }, action: { do: 'reconcile' } };
    }
    case 'processing':
      if (now - state.lastSendEndedAt > UNKNOWN_AFTER)
        return { next: giveUpUnknown(p, now), action: { do: 'sleep' } };
      return { next: busy, action: { do: 'poll' } };
    case 'unknown':
      return { next: busy, action: { do: 'poll' } };
    case 'following':
      return { next: busy, action: { do: 'follow' } };
  }
}

function wakeWaiting(p: Publication, busy: Publication, now: number): { next: Publication; action: Action } {
  const { dueAt, latestAt } = p.snapshot;
  if (now > latestAt) return tooLate(p, now);
  const stageAt = dueAt - p.leadMs;
  if (now >= stageAt) return { next: busy, action: { do: 'preflight', at: 'staging' } };
  if (!p.checked.hour && now >= dueAt - HOUR) return { next: busy, action: { do: 'preflight', at: 'hour' } };
  if (!p.checked.day && now >= dueAt - DAY) return { next: busy, action: { do: 'preflight', at: 'day' } };
  const nextAt = !p.checked.day ? dueAt - DAY : !p.checked.hour ? dueAt - HOUR : stageAt;
  return { next: { ...p, awake: false, nextAt: Math.min(nextAt, stageAt) }, action: { do: 'sleep' } };
}

const addressEnds = (upload: StagedUpload, at: number) => at > upload.expiresAt - ADDRESS_MARGIN;

/** Nothing was handed over, so a new init is safe; the old address is forgotten in the same write. */
const again = (p: Publication, now: number): { next: Publication; action: Action } => {
  const next = initAgain(p, now, 'address_ends');
  return {
    next: { ...next, awake: true, inits: p.inits + 1, state: { phase: 'initiating', asked: true } },
    action: { do: 'init' },
  };
};

/** After latestAt a post is not sent any more; it fails with what held it up. */
function tooLate(p: Publication, now: number): { next: Publication; action: Action } {
  const why = p.held ?? {
    reason: 'missed_window' as const,
    technical: p.trouble?.why.technical ?? null,
    at: now,
  };
  return { next: endAs(fail(p, why, now), 'failed', now), action: { do: 'close' } };
}
