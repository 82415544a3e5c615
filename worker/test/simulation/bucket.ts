/** R2 as the ledger needs it: conditional puts, and writes that may cross. */
import type { Instance } from './object.ts';
import { reach } from './reach.ts';

export class LedgerBucket {
  readonly objects = new Map<string, { etag: string; text: string }>();
  #etags = 0;

  get(key: string) {
    const object = this.objects.get(key);
    return object ? { etag: object.etag, json: async () => JSON.parse(object.text) as unknown } : null;
  }

  put(key: string, text: string, onlyIf: { etagMatches?: string; etagDoesNotMatch?: string } | undefined) {
    const there = this.objects.get(key);
    if (onlyIf?.etagMatches !== undefined && there?.etag !== onlyIf.etagMatches) return null;
    if (onlyIf?.etagDoesNotMatch === '*' && there) return null;
    const object = { etag: `e${++this.#etags}`, text };
    this.objects.set(key, object);
    return object;
  }
}

/** The bucket as one instance reaches it. */
export function bucketOf(inst: Instance): Pick<R2Bucket, 'get' | 'put'> {
  const { bucket } = inst.world;
  return {
    get: (key: string) => reach(inst, 'r2.get', 'r2', () => bucket.get(key)),
    put: (
      key: string,
      text: string,
      options?: { onlyIf?: { etagMatches?: string; etagDoesNotMatch?: string } },
    ) => reach(inst, 'r2.put', 'r2', () => bucket.put(key, text, options?.onlyIf)),
  } as unknown as Pick<R2Bucket, 'get' | 'put'>;
}
