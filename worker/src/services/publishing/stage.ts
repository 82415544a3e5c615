/** Everything before T: the checks, the init, and all chunks but the last. */
import { FailureReason } from '../../contract/index.ts';
import { chunkAt, planChunks } from '../../domain/chunk-plan.ts';
import { preflight, switchedOff } from '../../domain/preflight.ts';
import type { Publication, StagedUpload } from '../../domain/publication.ts';
import { HOUR, MINUTE, SECOND, stageLead } from '../../domain/publication.ts';
import { published } from '../../domain/publication-outcome.ts';
import {
  beginStaging,
  chunksStored,
  endAs,
  fail,
  hold,
  initAgain,
  initiated,
  preflighted,
  progressOf,
  retryLater,
  troubled,
} from '../../domain/publication-steps.ts';
import type { Answer } from './calls.ts';
import { afterRefusal, denied, linkOf, withToken } from './calls.ts';
import type { OpenUpload, PutAnswer } from './ports.ts';
import { MediaChanged } from './ports.ts';
import { lookAround } from './preflight.ts';
import type { Run } from './run.ts';
import { whileAwake } from './run.ts';

/** A clock further than this from TikTok's own is wrong, and a post on the second would not be (faults.md 15). */
const CLOCK_OFF_MAX = 30 * SECOND;
/** At most this long for one chunk: 30 s and 80 KB a second. */
export const chunkTimeMs = (bytes: number) => 30 * SECOND + bytes / 80;

/** The checks at T − 24 h and T − 1 h: findings become notices, nothing else happens. */
export async function checkAhead(run: Run, at: 'day' | 'hour'): Promise<void> {
  const { known } = await lookAround(run.ports, run.look().snapshot, HOUR);
  const p = run.look();
  const booked = await run.ports
    .account(p.snapshot.openId)
    .book(p.snapshot.postId, p.snapshot.workspaceId, p.snapshot.dueAt)
    .catch(() => 0);
  const leadMs = stageLead(p.snapshot.postId, p.snapshot.media.bytes, booked);
  run.save({ ...preflighted(run.look(), at, preflight(p.snapshot, known), run.now()), leadMs });
}

/** The last check, at staging: what blocks now fails or holds the post; it never becomes more public by itself. */
export async function checkAndBegin(run: Run): Promise<void> {
  const { known, answer, info } = await lookAround(run.ports, run.look().snapshot, SECOND);
  const p = run.look();
  const now = run.now();
  if (answer && !answer.ok) {
    run.save(afterRefusal(p, answer, now, run.ports.random()));
    return;
  }
  if (known.media === 'unreachable') {
    const why = {
      reason: 'media_unreachable' as const,
      technical: 'The file could not be read for the moment.',
      at: now,
    };
    run.save(retryLater(p, why, now, run.ports.random()));
    return;
  }
  const findings = preflight(p.snapshot, known);
  const block = findings.find((finding) => finding.severity === 'blocks');
  if (block) {
    const reason = FailureReason.catch('tiktok_refused').parse(block.code);
    run.save(
      endAs(fail({ ...p, findings }, { reason, technical: block.sentence, at: now }, now), 'failed', now),
    );
    return;
  }
  const off = info ? switchedOff(p.snapshot, info) : p.switchedOff;
  run.save(beginStaging({ ...p, findings }, off, now));
}

export async function init(run: Run): Promise<void> {
  const { snapshot, singleChunk, switchedOff: off } = run.look();
  const plan = planChunks(snapshot.media.bytes, singleChunk);
  const answer = await withToken(run, 'init', (accessToken) =>
    run.ports.tiktok.initDirectPost(accessToken, {
      caption: snapshot.caption,
      privacy: snapshot.privacy,
      allowComment: snapshot.allowComment && !off.comment,
      allowDuet: snapshot.allowDuet && !off.duet,
      allowStitch: snapshot.allowStitch && !off.stitch,
      ownBrand: snapshot.ownBrand,
      branded: snapshot.branded,
      aiGenerated: snapshot.aiGenerated,
      coverMs: snapshot.coverMs,
      bytes: plan.bytes,
      chunkBytes: plan.chunkBytes,
      chunkCount: plan.chunkCount,
    }),
  );
  const p = run.look();
  const now = run.now();
  if (!answer.ok) {
    const planRefused =
      'trouble' in answer &&
      /chunk/i.test(answer.trouble.technical) &&
      answer.trouble.code.startsWith('invalid_param');
    if (planRefused && plan.chunkCount > 1 && planChunks(plan.bytes, true).chunkCount === 1) {
      run.save({ ...initAgain(p, now, 'chunk_plan_refused'), singleChunk: true });
      return;
    }
    run.save(afterRefusal(p, answer, now, run.ports.random()));
    return;
  }
  if (answer.serverDate !== null && Math.abs(answer.serverDate - now) > CLOCK_OFF_MAX) {
    run.ports.log.error('clock differs from TikTok', {
      post: snapshot.postId,
      differenceMs: answer.serverDate - now,
    });
    run.save(
      hold(
        p,
        { reason: 'our_setup', technical: 'Our clock and TikTok’s differ by more than 30 s.', at: now },
        now,
        MINUTE,
      ),
    );
    return;
  }
  const upload: StagedUpload = { ...answer.value, expiresAt: now + HOUR, plan, chunksDone: 0 };
  run.knows.publishId = upload.publishId;
  run.save(initiated(p, upload, now));
}

/** After a crash while uploading: only what is missing is sent. */
export async function askProgress(run: Run, upload: StagedUpload): Promise<void> {
  const answer = await withToken(run, 'status', (token) => run.ports.tiktok.status(token, upload.publishId));
  const p = run.look();
  const now = run.now();
  if (!answer.ok) {
    run.save(uploadTrouble(p, answer, now, run.ports.random()));
    return;
  }
  // Neither can be said of an upload whose last chunk never left. Published is believed all the same: a new init could double it.
  if (answer.value.state === 'published') {
    run.save(published(p, answer.value.tiktokPostId, now));
    return;
  }
  if (answer.value.state === 'failed') {
    run.save(initAgain(p, now, 'unexpected_failed'));
    return;
  }
  run.knows.publishId = upload.publishId;
  const reported = answer.value.state === 'uploading' ? answer.value.uploadedBytes : null;
  run.save(chunksStored(p, upload, progressOf(upload, reported), now));
}

export async function sendChunk(run: Run, upload: StagedUpload, index: number): Promise<void> {
  const { ports } = run;
  const chunk = chunkAt(upload.plan, index);
  const began = run.now();
  const outcome = await putWhole(run, upload, index, chunk.bytes);
  const p = run.look();
  const now = run.now();
  if ('changed' in outcome) {
    run.save(mediaChanged(p, now));
    return;
  }
  if ('lost' in outcome) {
    run.knows.publishId = null;
    const why = { reason: 'tiktok_down' as const, technical: outcome.lost, at: now };
    run.save(retryLater(p, why, now, ports.random()));
    return;
  }
  const { status, reported } = outcome;
  if (status === 206 || status === 200 || status === 201) {
    const rate = chunk.bytes / Math.max(1, now - began);
    run.save({ ...chunksStored(p, upload, index + 1, now), rate });
    return;
  }
  if (status === 416) {
    const held = reported === null ? null : progressOf(upload, reported);
    // Progress that says this very chunk is the next one means our range was refused for another reason: ask.
    if (held !== null && held !== index) {
      run.save(chunksStored(p, upload, held, now));
      return;
    }
    run.knows.publishId = null;
    const why = {
      reason: 'tiktok_unexpected' as const,
      technical: 'PUT 416 without usable progress',
      at: now,
    };
    run.save(retryLater(p, why, now, ports.random()));
    return;
  }
  if (status === 403 || status === 404 || status === 405) {
    run.save(initAgain(p, now, `address_${status}`));
    return;
  }
  const passes = status >= 500 || status === 408 || status === 429;
  const why = {
    reason: passes ? ('tiktok_down' as const) : ('tiktok_unexpected' as const),
    technical: `PUT ${status}`,
    at: now,
  };
  if (status >= 400 && !passes) run.save(endAs(fail(p, why, now), 'failed', now));
  else run.save(retryLater(p, why, now, ports.random()));
}

async function putWhole(run: Run, upload: StagedUpload, index: number, bytes: number) {
  const { ports } = run;
  try {
    const request = await ports.uploads.open({
      snapshot: run.look().snapshot,
      uploadUrl: upload.uploadUrl,
      plan: upload.plan,
      index,
      tailBytes: 0,
    });
    try {
      return await whileAwake(run, allOf(request, bytes), chunkTimeMs(bytes));
    } finally {
      if (!request.ended()) request.abort();
    }
  } catch (error) {
    if (error instanceof MediaChanged) return { changed: true as const };
    return { lost: error instanceof Error ? error.name : 'connection lost' };
  }
}

/** Every byte of a chunk that is not the last; the last one's are hand-over.ts's. */
async function allOf(request: OpenUpload, bytes: number): Promise<PutAnswer> {
  await request.advance(bytes);
  request.release();
  return request.answer;
}

/** What was checked and agreed to is not what would go out. */
export const mediaChanged = (p: Publication, now: number): Publication =>
  endAs(fail(p, { reason: 'media_changed', technical: null, at: now }, now), 'failed', now);

/** While uploading, trouble with a status call costs nothing that is staged. */
const uploadTrouble = (
  p: Publication,
  answer: Exclude<Answer<unknown>, { ok: true }>,
  now: number,
  random: number,
): Publication =>
  'denied' in answer
    ? denied(p, answer.denied, now, random)
    : troubled(
        p,
        { ...answer.trouble, action: answer.trouble.action === 'hold' ? 'hold' : 'retry' },
        now,
        random,
      );

export const mayStillPublish = async (run: Run): Promise<boolean> => {
  const p = run.look();
  return run.ports.account(p.snapshot.openId).mayPublish(linkOf(p));
};
