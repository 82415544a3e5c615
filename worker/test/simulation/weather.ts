/** What goes wrong: by seed for the long runs, by script for the traces. */
import type { Chance } from './random.ts';

export type Target = 'd1' | 'r2' | 'tiktok' | 'put' | 'account' | 'storage' | 'clock' | 'rpc';

/** One call over a port, or one RPC. `nth` counts calls of this name, `index` all calls, both from 1. */
export interface Call {
  name: string;
  target: Target;
  nth: number;
  index: number;
  now: number;
}

/**
 * - `refuse`: fails without effect · `lose`: effect, but the answer is an error
 * - `late`: the caller gives up at once, the effect lands `ms` later · `hang`: nothing for `ms`, then an error
 * - `slow`: works, `ms` later · `answers_late`: works at once, the answer takes `ms`
 * - `crash_before`, `crash_after`: the instance dies before the effect, or after it and before the answer
 * - `supersede`: a successor takes over now, the old instance lives on for `ms`
 */
export type Fate =
  | { kind: 'fine' }
  | { kind: 'refuse' | 'lose' | 'crash_before' | 'crash_after' }
  | { kind: 'late' | 'hang' | 'slow' | 'answers_late' | 'supersede'; ms: number };

export type AlarmFate = { kind: 'fine' | 'lost' } | { kind: 'late' | 'early' | 'twice'; ms: number };

export interface Weather {
  meet(call: Call): Fate;
  alarm(now: number): AlarmFate;
}

const FINE = { kind: 'fine' } as const;
export const calm: Weather = { meet: () => FINE, alarm: () => FINE };

/** Calm but for what the script says. */
export const scripted = (
  script: (call: Call) => Fate | undefined,
  alarm: (now: number) => AlarmFate = () => FINE,
): Weather => ({ meet: (call) => script(call) ?? FINE, alarm });

interface Outage {
  target: Target;
  from: number;
  until: number;
  hangs: boolean;
}

const OUTAGE_TARGETS = ['d1', 'r2', 'tiktok', 'put', 'account'] as const;
const OUTAGE_MS = [10_000, 60_000, 600_000, 3_600_000];

interface Season {
  start: number;
  end: number;
  due: number;
  /** Not together with Time Travel: nobody knows of an object whose alarm is lost and whose row says draft. */
  losesAlarms: boolean;
}

/** Bad weather between `start` and `end`, fair after. Each seed has its own climate, so that rare troubles also come alone. */
export function stormy(chance: Chance, times: Season): Weather {
  const { start, end, due } = times;
  const crashRate = chance.pick([0, 0, 0.002, 0.01, 0.04]);
  const zombies = chance.pick([0, 0.3, 0.8]);
  const failRate = chance.pick([0, 0, 0.01, 0.05, 0.15]);
  const lateRate = chance.pick([0, 0.01, 0.04]);
  const alarmRate = chance.pick([0, 0.02, 0.1, 0.3]);
  const outages: Outage[] = [];
  for (let i = chance.pick([0, 0, 1, 2, 3]); i > 0; i--) {
    // Half of them around the second that counts.
    const from = chance.happens(0.5) ? due - chance.between(0, 600_000) : chance.between(start, end);
    const until = Math.min(end, from + chance.between(1_000, chance.pick(OUTAGE_MS)));
    outages.push({ target: chance.pick(OUTAGE_TARGETS), from, until, hangs: chance.happens(0.3) });
  }
  return {
    meet(call) {
      if (call.now >= end) return FINE;
      if (call.target !== 'rpc' && chance.happens(crashRate)) {
        if (chance.happens(zombies)) return { kind: 'supersede', ms: chance.between(0, 30_000) };
        return { kind: chance.happens(0.5) ? 'crash_before' : 'crash_after' };
      }
      if (call.target === 'clock' || call.target === 'storage') return FINE;
      const outage = outages.find(
        (o) => o.target === call.target && o.from <= call.now && call.now < o.until,
      );
      if (outage)
        return outage.hangs ? { kind: 'hang', ms: chance.between(1_000, 30_000) } : { kind: 'refuse' };
      if (chance.happens(failRate)) return { kind: chance.happens(0.5) ? 'lose' : 'refuse' };
      if (chance.happens(lateRate)) {
        const kind = chance.pick(['late', 'hang', 'slow', 'answers_late'] as const);
        return { kind, ms: chance.between(100, chance.pick([2_000, 30_000, 90_000])) };
      }
      return FINE;
    },
    alarm(now) {
      if (now >= end || !chance.happens(alarmRate)) return FINE;
      const kind = chance.pick(['lost', 'late', 'early', 'twice'] as const);
      if (kind === 'lost' && !times.losesAlarms) return FINE;
      return kind === 'lost' ? { kind } : { kind, ms: chance.between(0, 60_000) };
    },
  };
}
