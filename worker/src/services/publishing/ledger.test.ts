import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { ArmingId } from '../../contract/ids.ts';
import type { Ending } from '../../domain/publication.ts';
import { barOf, createLedger } from './ledger.ts';

const arming = (n: number) => `arm_${String(n).padStart(26, '0')}` as ArmingId;
const ending = (n: number, outcome: Ending['outcome']): Ending => ({
  armingId: arming(n),
  outcome,
  at: n,
  publishId: null,
  reason: null,
});
const newPost = () => `post_${crypto.randomUUID()}` as never;

describe('the ledger', () => {
  it('keeps how each arming ended, whoever wrote last', async () => {
    const ledger = createLedger(env.MEDIA);
    const post = newPost();
    await ledger.write(post, [ending(1, 'replaced')]);
    await ledger.write(post, [ending(2, 'cancelled')]);
    expect((await ledger.read(post)).map((e) => e.outcome)).toEqual(['replaced', 'cancelled']);
  });

  it('keeps published when a delayed end of an earlier arming is written after it', async () => {
    const post = newPost();
    let overtake: (() => Promise<void>) | undefined = () =>
      createLedger(env.MEDIA).write(post, [ending(2, 'published')]);
    // Between this writer's read and its put somebody else writes.
    const slow = createLedger({
      get: async (...args: Parameters<R2Bucket['get']>) => {
        const found = await env.MEDIA.get(args[0]);
        await overtake?.();
        overtake = undefined;
        return found;
      },
      put: (key: string, value: string, options: R2PutOptions) => env.MEDIA.put(key, value, options),
    } as never);
    await slow.write(post, [ending(1, 'cancelled')]);
    const outcomes = (await createLedger(env.MEDIA).read(post)).map((e) => e.outcome);
    expect(outcomes.toSorted()).toEqual(['cancelled', 'published']);
  });

  it('lets an unknown outcome become what the user saw, and nothing undo that', async () => {
    const ledger = createLedger(env.MEDIA);
    const post = newPost();
    await ledger.write(post, [ending(1, 'outcome_unknown')]);
    await ledger.write(post, [ending(1, 'failed')]);
    await ledger.write(post, [ending(1, 'outcome_unknown')]);
    expect((await ledger.read(post)).map((e) => e.outcome)).toEqual(['failed']);
  });

  it('bars every later arming after published or an unknown outcome, and only its own after the rest', () => {
    expect(barOf([ending(1, 'published')], arming(2))?.outcome).toBe('published');
    expect(barOf([ending(1, 'outcome_unknown')], arming(2))?.outcome).toBe('outcome_unknown');
    expect(barOf([ending(1, 'cancelled')], arming(2))).toBeUndefined();
    expect(barOf([ending(1, 'replaced')], arming(1))?.outcome).toBe('replaced');
  });
});
