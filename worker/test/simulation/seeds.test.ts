/** Design 13: seeds decide every crash, delay, loss and reordering; `npm run simulate` runs more of them. */
import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';
import { expectOnePublication, HOUR, scheduled, script, THREE_CHUNKS } from './support.ts';
import type { Fate } from './weather.ts';

const SEEDS = 300;

describe('the publication simulation', () => {
  it(`holds its promises over ${SEEDS} seeds`, { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { wrongs, trace } = await simulate(seed);
      expect(wrongs, `seed ${seed}\n${trace.join('\n')}`).toEqual([]);
    }
  });
});

const DEATHS: [what: string, fate: Fate, unsynced: number][] = [
  ['dies before it', { kind: 'crash_before' }, 0],
  ['dies after it', { kind: 'crash_after' }, 99],
  ['is superseded at it and lives on', { kind: 'supersede', ms: 30_000 }, 0],
];
const FILES: [name: string, bytes: number][] = [
  ['one chunk', 3_000_000],
  ['three chunks', THREE_CHUNKS],
];
/** No plain publication has more calls. */
const CALLS_MAX = 2_000;

describe.each(FILES)('a plain publication of %s', (_name, bytes) => {
  it.each(DEATHS)(
    'comes out exactly once whichever call its instance %s',
    { timeout: 60_000 },
    async (_what, fate, unsynced) => {
      for (let k = 1; k < CALLS_MAX; k++) {
        const world = await scheduled({ bytes });
        const first = world.calls();
        world.restartMs = () => 1_000;
        world.keepsUnsynced = unsynced;
        script(world, ({ index }) => (index === first + k ? fate : undefined));
        await world.until(HOUR);
        try {
          expect(expectOnePublication(world)).toBeLessThanOrEqual(90_000);
        } catch (error) {
          throw new Error(`call ${k}: ${error}\n${world.trace.join('\n')}`);
        }
        if (world.calls() < first + k) return;
      }
      throw new Error('A plain publication makes too many calls.');
    },
  );
});
