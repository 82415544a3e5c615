/** Every port of the publisher, leading into the world of one instance. */

import { chunkAt } from '../../src/domain/chunk-plan.ts';
import type { Trouble } from '../../src/domain/trouble.ts';
import { createLedger } from '../../src/services/publishing/ledger.ts';
import type { PublisherPorts } from '../../src/services/publishing/ports.ts';
import { MediaChanged } from '../../src/services/publishing/ports.ts';
import { bucketOf } from './bucket.ts';
import { Connection } from './connection.ts';
import type { Instance } from './object.ts';
import { armingOf } from './oracle.ts';
import { reach, Unreached } from './reach.ts';
import { trouble } from './tiktok.ts';

export function portsOf(inst: Instance): PublisherPorts {
  const { world } = inst;
  const log = (level: string) => (event: string, fields?: Record<string, unknown>) =>
    world.note(`${inst.number} ${level}: ${event} ${fields?.error ?? ''}`);
  return {
    storage: world.object.storageOf(inst),
    clock: { now: () => world.timeline.now + world.clockOffMs, wait: (ms) => wait(inst, ms) },
    random: () => world.chance.next(),
    account: () => world.account.portOf(inst),
    tiktok: {
      initDirectPost: (token, post) =>
        reach(inst, 'tiktok.init', 'tiktok', () => world.tiktok.init(token, post)).catch(silent('unknown')),
      status: (token, publishId) =>
        reach(inst, 'tiktok.status', 'tiktok', () => world.tiktok.status(token, publishId)).catch(
          silent('retry'),
        ),
    },
    uploads: {
      open: ({ snapshot, uploadUrl, plan, index }) =>
        reach(inst, 'r2.open', 'r2', () => {
          if (world.mediaEtag !== snapshot.media.etag) throw new MediaChanged();
          const isLast = index === plan.chunkCount - 1;
          const dueAt = world.oracle.dueAt(armingOf(snapshot));
          return new Connection(inst, {
            url: uploadUrl,
            index,
            bytes: chunkAt(plan, index).bytes,
            isLast,
            dueAt,
          });
        }),
      mediaState: (snapshot) =>
        reach(inst, 'r2.head', 'r2', () =>
          world.mediaEtag === snapshot.media.etag ? ('as_checked' as const) : ('changed' as const),
        ).catch(() => 'unreachable' as const),
    },
    rows: {
      read: () => reach(inst, 'd1.read', 'd1', () => world.d1.view()),
      write: (p, closed) => reach(inst, 'd1.write', 'd1', () => world.d1.write(p, closed)),
      correct: (_postId, armingId, ending) =>
        reach(inst, 'd1.correct', 'd1', () => world.d1.correct(armingId, ending)),
    },
    ledger: createLedger(bucketOf(inst)),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  };
}

function wait(inst: Instance, ms: number): Promise<void> {
  const { world } = inst;
  return new Promise((resolve) => {
    if (inst.dead) return;
    const fate = world.fateOf('clock.wait', 'clock');
    if (fate.kind === 'crash_before') return world.object.crash(inst);
    if (fate.kind === 'supersede') world.object.supersede(inst, fate.ms);
    world.timeline.after(Math.max(1, Math.ceil(ms)), () => {
      if (fate.kind === 'crash_after') world.object.crash(inst);
      else inst.deliver(resolve);
    });
  });
}

/** TikTok's silence as the client words it: of an init nobody knows whether it was executed. */
const silent = (lost: Trouble['action']) => (error: unknown) => {
  if (!(error instanceof Unreached)) throw error;
  const action = error.executed ? lost : 'retry';
  return { ok: false as const, trouble: trouble(action, 'timeout', 'tiktok_down'), serverDate: null };
};
