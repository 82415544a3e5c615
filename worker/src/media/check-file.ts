import type { MediaFacts, Verdict } from '../contract/index.ts';
import { probe } from './probe.ts';
import { verdictsOf } from './verdicts.ts';

/**
 * The media check where the file lies before it is uploaded: in a browser. The same probe and the same words as on the
 * server, which looks again at what it has received. Throws when the file can't be read at all.
 */
export async function checkFile(file: Blob): Promise<{ facts: MediaFacts | null; verdicts: Verdict[] }> {
  const source = {
    bytes: file.size,
    read: async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  };
  const found = await probe(source, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  return {
    facts: found.found === 'video' ? found.facts : null,
    verdicts: verdictsOf(found, file.size),
  };
}
