/** The ledger: one small JSON a post in R2, outliving both D1 and the object (design 3). */
import * as z from 'zod';
import { ArmingId, FailureReason } from '../../contract/index.ts';
import type { Ending } from '../../domain/publication.ts';
import type { Ledger } from './ports.ts';

const Endings = z.object({
  endings: z.array(
    z.object({
      armingId: ArmingId,
      outcome: z.enum(['published', 'failed', 'cancelled', 'outcome_unknown', 'replaced']),
      at: z.number(),
      publishId: z.string().nullable(),
      reason: FailureReason.nullable(),
    }),
  ),
});

const WRITES_MAX = 5;
const keyOf = (postId: string) => `ledger/${postId}`;

export function createLedger(bucket: Pick<R2Bucket, 'get' | 'put'>): Ledger {
  const load = async (postId: string): Promise<{ endings: Ending[]; etag: string | null }> => {
    const object = await bucket.get(keyOf(postId));
    if (!object) return { endings: [], etag: null };
    return { endings: Endings.parse(await object.json()).endings, etag: object.etag };
  };
  return {
    async read(postId) {
      return (await load(postId)).endings;
    },
    async write(postId, endings) {
      for (let tries = 0; tries < WRITES_MAX; tries++) {
        const { endings: there, etag } = await load(postId);
        const merged = merge(there, endings);
        const onlyIf = etag ? { etagMatches: etag } : { etagDoesNotMatch: '*' };
        if (await bucket.put(keyOf(postId), JSON.stringify({ endings: merged }), { onlyIf })) return;
      }
      throw new Error('The ledger kept changing while it was being written.');
    },
  };
}

/** What was known of an arming gives way only to more: an unknown outcome to any end, and everything to `published`. */
export function merge(there: Ending[], news: Ending[]): Ending[] {
  const all = new Map(there.map((ending) => [ending.armingId, ending]));
  for (const ending of news) {
    const known = all.get(ending.armingId);
    if (!known || known.outcome === 'outcome_unknown' || ending.outcome === 'published')
      all.set(ending.armingId, ending);
  }
  return [...all.values()];
}

/** What the ledger says of an arming: `published` and `outcome_unknown` bar every later one, an end bars its own. */
export function barOf(endings: Ending[], armingId: ArmingId): Ending | undefined {
  return (
    endings.find((ending) => ending.outcome === 'published') ??
    endings.find((ending) => ending.outcome === 'outcome_unknown') ??
    endings.find((ending) => ending.armingId === armingId)
  );
}
