/** Everything after the last byte: what does TikTok say? */

import type { Publication, StagedUpload } from '../../domain/publication.ts';
import { record } from '../../domain/publication.ts';
import {
  accepted,
  bytesMissing,
  failedByTikTok,
  missingAfterAll,
  pollLater,
  published,
} from '../../domain/publication-outcome.ts';
import { retryLater } from '../../domain/publication-steps.ts';
import { readFailReason } from '../../tiktok/failures.ts';
import type { PublishStatus } from '../../tiktok/types.ts';
import { withToken } from './calls.ts';
import { sendLastAgain } from './hand-over.ts';
import type { Run } from './run.ts';

const ask = (run: Run, publishId: string) =>
  withToken(run, 'status', (token) => run.ports.tiktok.status(token, publishId));

/** The last byte may have left and nobody knows: TikTok is asked before anything is sent, and only the same chunk to the same address. */
export async function reconcile(run: Run, upload: StagedUpload): Promise<void> {
  const answer = await ask(run, upload.publishId);
  const p = run.look();
  const now = run.now();
  if (!answer.ok) {
    const technical = 'trouble' in answer ? answer.trouble.technical : answer.denied;
    run.save(retryLater(p, { reason: 'tiktok_down', technical, at: now }, now, run.ports.random()));
    return;
  }
  const told = answer.value;
  switch (told.state) {
    case 'published':
      run.save(published(accepted(p, upload, null, now), told.tiktokPostId, now));
      return;
    case 'failed':
      run.save(failedByTikTok(p, readFailReason(told.failReason), now, run.ports.random()));
      return;
    case 'unknown_id':
      // Right after an init TikTok may not know its own id yet; the same chunk to the same address is safe at any time.
      await sendLastAgain(run, upload);
      return;
    case 'uploading': {
      if (told.uploadedBytes !== null && told.uploadedBytes >= upload.plan.bytes) {
        run.save(accepted(p, upload, null, now));
        return;
      }
      const { next, sendAgain } = bytesMissing(p, now);
      run.save(next);
      if (sendAgain) await sendLastAgain(run, upload);
    }
  }
}

/** While TikTok processes, and now and then when the outcome is unknown. */
export async function poll(run: Run, publishId: string): Promise<void> {
  const answer = await ask(run, publishId);
  const p = run.look();
  const now = run.now();
  if (!answer.ok) {
    run.save(pollLater(p, now));
    return;
  }
  const told = answer.value;
  if (told.state === 'published') run.save(published(p, told.tiktokPostId, now));
  else if (told.state === 'failed')
    run.save(failedByTikTok(p, readFailReason(told.failReason), now, run.ports.random()));
  else run.save(lacksBytes(p, told) ? missingAfterAll(p, now) : pollLater(p, now));
}

const lacksBytes = ({ state }: Publication, told: PublishStatus) =>
  told.state === 'uploading' &&
  told.uploadedBytes !== null &&
  state.phase === 'processing' &&
  told.uploadedBytes < state.upload.plan.bytes;

/** Published: the public address may become known later, or never. */
export async function follow(run: Run, publishId: string): Promise<void> {
  const answer = await ask(run, publishId);
  const p = run.look();
  const now = run.now();
  // TikTok contradicts itself: both stand in the receipt, and nothing is sent again.
  const told = answer.ok ? answer.value : null;
  const next = told?.state === 'failed' ? record(p, now, 'contradiction', { code: told.failReason }) : p;
  run.save(published(next, told?.state === 'published' ? told.tiktokPostId : null, now));
}
