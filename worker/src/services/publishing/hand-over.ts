/**
 * The second itself: the last chunk's request is open, all of it but the tail has left, and the tail leaves at T after
 * the fence is durable. This file sends a post's last byte (`request.release()`), and nothing else in the product does.
 */
import { chunkAt } from '../../domain/chunk-plan.ts';
import type { Publication, StagedUpload } from '../../domain/publication.ts';
import { SECOND, spread } from '../../domain/publication.ts';
import { accepted, answerLost, fenced } from '../../domain/publication-outcome.ts';
import { openAt } from '../../domain/publication-rules.ts';
import { endAs, fail, initAgain, opened, retryLater } from '../../domain/publication-steps.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { denied } from './calls.ts';
import type { OpenUpload, PutAnswer } from './ports.ts';
import { MediaChanged } from './ports.ts';
import type { Run } from './run.ts';
import { sleepUntil, whileAwake } from './run.ts';
import { chunkTimeMs, mayStillPublish, mediaChanged } from './stage.ts';

/** Kept for T. The rest of the warm part is sent little by little before, so that the line is never silent for long. */
export const TAIL_BYTES = 64 * 1024;
/** Sent little by little while the tail waits; in memory with it, for every post that is held. */
const WARM_BYTES = 128 * 1024;
const DRIP_EVERY = 2 * SECOND;
/** Writing the fence takes 10 to 16 ms on Cloudflare (platform.md 1.6); begun this long before T it is durable at T. */
const FENCE_LEAD = 40;
/** On one machine the fences of posts due together queue for one disk (about 1 ms each), so they begin up to this much earlier. */
const FENCE_SPREAD = 1_000;
const fenceTime = ({ dueAt, postId }: Snapshot) => dueAt - FENCE_LEAD - spread(postId, FENCE_SPREAD);
/** TikTok's answer to a last byte that left. */
const ANSWER_TIME = 60 * SECOND;

export async function handOver(run: Run, upload: StagedUpload): Promise<void> {
  const { dueAt } = run.look().snapshot;
  const last = chunkAt(upload.plan, upload.plan.chunkCount - 1);
  await sleepUntil(run, openAt(run.look().snapshot, last.bytes, run.look().rate));

  const may = await mayStillPublish(run).catch(() => 'unavailable' as const);
  if (may !== true) {
    run.save(denied(run.look(), may === false ? 'disconnected' : may, run.now(), run.ports.random()));
    return;
  }
  run.save(opened(run.look(), upload, run.now()));
  let request: OpenUpload | undefined;
  try {
    request = await openLast(run, upload);
    await warm(run, request, last.bytes);
    if (request.ended()) throw new Error('The held request ended before its time.');
  } catch (error) {
    const early = await earlyAnswer(request);
    request?.abort();
    const now = run.now();
    if (error instanceof MediaChanged) {
      run.save(mediaChanged(run.look(), now));
      return;
    }
    if (refusesAddress(early)) {
      run.save(initAgain(run.look(), now, `address_${early?.status}`));
      return;
    }
    const why = { reason: 'tiktok_down' as const, technical: `Held request: ${nameOf(error)}`, at: now };
    const next = retryLater(run.look(), why, now, run.ports.random());
    // Close to T every second counts: open it anew at once, the first times.
    run.save(
      (next.trouble?.count ?? 0) <= 3 ? { ...next, nextAt: now + 200 * (next.trouble?.count ?? 1) } : next,
    );
    return;
  }
  await release(run, upload, request, dueAt);
}

/** The same chunk to the same address once more, after the fence. Never before T. */
export async function sendLastAgain(run: Run, upload: StagedUpload): Promise<void> {
  const { dueAt } = run.look().snapshot;
  run.save(fenced(run.look(), upload, run.now()));
  let request: OpenUpload | undefined;
  try {
    request = await openLast(run, upload);
    const last = chunkAt(upload.plan, upload.plan.chunkCount - 1);
    await whileAwake(run, request.advance(Math.max(0, last.bytes - TAIL_BYTES)), chunkTimeMs(last.bytes));
  } catch (error) {
    const addressRefused = refusesAddress(await earlyAnswer(request));
    request?.abort();
    const send = { technical: nameOf(error), addressRefused, tailLeft: false };
    run.save(answerLost(run.look(), send, run.now()));
    return;
  }
  await release(run, upload, request, dueAt);
}

const openLast = (run: Run, upload: StagedUpload) => {
  const last = chunkAt(upload.plan, upload.plan.chunkCount - 1);
  return run.ports.uploads.open({
    snapshot: run.look().snapshot,
    uploadUrl: upload.uploadUrl,
    plan: upload.plan,
    index: upload.plan.chunkCount - 1,
    tailBytes: Math.min(WARM_BYTES, last.bytes),
  });
};

/** Sends all but the warm part, then some of that every two seconds, and keeps the tail. */
async function warm(run: Run, request: OpenUpload, bytes: number): Promise<void> {
  const tailAt = Math.max(0, bytes - TAIL_BYTES);
  const fenceAt = fenceTime(run.look().snapshot);
  let at = Math.max(0, bytes - WARM_BYTES);
  await whileAwake(run, request.advance(at), chunkTimeMs(bytes));
  while (at < tailAt && !request.ended()) {
    const steps = Math.max(1, Math.ceil((fenceAt - run.now()) / DRIP_EVERY));
    at += Math.ceil((tailAt - at) / steps);
    await whileAwake(run, request.advance(at), chunkTimeMs(WARM_BYTES));
    if (at < tailAt) await sleepUntil(run, run.now() + DRIP_EVERY, () => request.ended());
  }
  await sleepUntil(run, fenceAt, () => request.ended());
}

async function release(run: Run, upload: StagedUpload, request: OpenUpload, dueAt: number): Promise<void> {
  const { ports } = run;
  try {
    const before = run.look();
    if (before.state.phase === 'holding' && run.now() > before.snapshot.latestAt) {
      request.abort();
      const why = {
        reason: 'missed_window' as const,
        technical: before.trouble?.why.technical ?? null,
        at: run.now(),
      };
      run.save(endAs(fail(before, why, run.now()), 'failed', run.now()));
      return;
    }
    run.saveOnly(fenced(before, upload, run.now()));
    await ports.storage.sync();
  } catch (error) {
    // Superseded, overtaken, or storage is away: whatever it is, the bytes stay here.
    request.abort();
    throw error;
  }
  while (run.now() < dueAt) await ports.clock.wait(dueAt - run.now());
  request.release();
  const sentAt = run.now();
  const outcome = await answerOf(run, request);
  run.save(afterAnswer(run.look(), upload, outcome, sentAt, run.now()));
}

async function answerOf(run: Run, request: OpenUpload): Promise<PutAnswer | { lost: string }> {
  try {
    return await whileAwake(run, request.answer, ANSWER_TIME);
  } catch (error) {
    return { lost: nameOf(error) };
  } finally {
    if (!request.ended()) request.abort();
  }
}

function afterAnswer(
  p: Publication,
  upload: StagedUpload,
  outcome: PutAnswer | { lost: string },
  sentAt: number,
  now: number,
): Publication {
  const sent = { ...p, handedOverAt: sentAt };
  if ('lost' in outcome)
    return answerLost(sent, { technical: outcome.lost, addressRefused: false, tailLeft: true }, now);
  if (outcome.status === 200 || outcome.status === 201) return accepted(p, upload, sentAt, now);
  const technical = `PUT ${outcome.status}`;
  return answerLost(sent, { technical, addressRefused: refusesAddress(outcome), tailLeft: true }, now);
}

/** TikTok may answer before it has the whole body, and end the request with that. */
async function earlyAnswer(request: OpenUpload | undefined): Promise<PutAnswer | null> {
  if (!request?.ended()) return null;
  return request.answer.catch(() => null); // It broke without an answer: nothing is known.
}

/** TikTok knows no upload at this address, or not any more (tiktok-api.md 3.3). */
const refusesAddress = (answer: PutAnswer | null) =>
  answer !== null && [403, 404, 405].includes(answer.status);

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'connection lost');
