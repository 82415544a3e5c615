import { newPostId } from '../ids.ts';
import { announce } from '../webhooks/outbox.ts';
import type { World } from '../world.ts';
import type { PublishRow } from './rows.ts';
import { verdictFor } from './verdicts.ts';

const SETTLED_AT_ONCE_MAX = 2_000;
const MB = 1_000_000;

/** When the checks of a complete file end; null = never. */
export function readyAt(world: World, publish: PublishRow, lastByteAt: number): number | null {
  const { processing } = verdictFor(world, publish);
  if (processing === 'forever') return null;
  const { processingBaseMs, processingPerMbMs } = world.settings;
  return (
    lastByteAt + (processing ?? processingBaseMs + Math.round((publish.video_size / MB) * processingPerMbMs))
  );
}

/**
 * Does what has become due by the clock: ends checks, lets moderation pass. Called before anything that looks, so
 * no timer is needed for the truth, and a test may move the clock instead of sleeping.
 */
export function settle(world: World): void {
  const now = world.now();
  const due = world.rows<PublishRow>(
    `SELECT * FROM publishes WHERE stage = 'processing' AND ready_at <= ? ORDER BY ready_at LIMIT ?`,
    now,
    SETTLED_AT_ONCE_MAX,
  );
  for (const publish of due) end(world, publish, publish.ready_at ?? now);
  const visible = world.rows<PublishRow>(
    'SELECT * FROM publishes WHERE announced = 0 AND public_at <= ? ORDER BY public_at LIMIT ?',
    now,
    SETTLED_AT_ONCE_MAX,
  );
  for (const publish of visible) {
    world.run('UPDATE publishes SET announced = 1 WHERE publish_id = ?', publish.publish_id);
    tell(world, publish, 'post.publish.publicly_available', publish.public_at ?? now, {
      post_id: publish.post_id,
    });
  }
}

/** The next time at which `settle` would find something. */
export function nextSettleAt(world: World): number | null {
  const row = world.row<{ at: number | null }>(
    `SELECT MIN(at) AS at FROM (
       SELECT MIN(ready_at) AS at FROM publishes WHERE stage = 'processing'
       UNION ALL SELECT MIN(public_at) AS at FROM publishes WHERE announced = 0)`,
  );
  return row?.at ?? null;
}

/** tiktok-api.md 15.5: access removed while publishing. */
export function failInFlight(world: World, openId: string, reason: string): void {
  settle(world);
  const running = world.rows<PublishRow>(
    `SELECT * FROM publishes WHERE open_id = ? AND stage IN ('uploading', 'processing')`,
    openId,
  );
  for (const publish of running) fail(world, publish, reason, world.now());
}

/** One publish_id ends once: only a row still in `processing` is moved. */
function end(world: World, publish: PublishRow, at: number): void {
  const verdict = verdictFor(world, publish);
  if (verdict.fail) {
    fail(world, publish, verdict.fail, at);
    return;
  }
  const moderation = verdict.moderation ?? world.settings.moderationMs;
  const isPublic = publish.privacy === 'PUBLIC_TO_EVERYONE' && moderation !== 'forever';
  world.run(
    `UPDATE publishes SET stage = 'complete', ended_at = ?, published_at = ?, post_id = ?, public_at = ?
     WHERE publish_id = ? AND stage = 'processing'`,
    at,
    at,
    newPostId(at),
    isPublic ? at + moderation : null,
    publish.publish_id,
  );
  tell(world, publish, 'post.publish.complete', at, {});
}

function fail(world: World, publish: PublishRow, reason: string, at: number): void {
  world.run(
    `UPDATE publishes SET stage = 'failed', fail_reason = ?, ended_at = ? WHERE publish_id = ?`,
    reason,
    at,
    publish.publish_id,
  );
  tell(world, publish, 'post.publish.failed', at, { reason });
}

function tell(
  world: World,
  publish: PublishRow,
  event: string,
  at: number,
  extra: Record<string, string | null>,
): void {
  const content = { publish_id: publish.publish_id, publish_type: 'DIRECT_PUBLISH', ...extra };
  announce(world, { event, openId: publish.open_id, publishId: publish.publish_id, content, at });
}
