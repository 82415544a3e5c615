import type { Actor } from '../../app-env.ts';
import type { Deps } from '../../deps.ts';
import { quotaOf } from '../../domain/limits.ts';
import { assertAllowed, reach } from './reach.ts';

type Needs = Pick<Deps, 'limiter' | 'settings' | 'log'>;

/** One more registration from an address, if that is known. */
export async function countRegistration(deps: Needs, address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const rule = quotaOf(deps.settings, 'registrations');
  const allowance = await reach(deps, `registrations:${address}`, (limiter) => limiter.spend(rule));
  assertAllowed(allowance, 'Too many people signed up from here.');
}

/** One more mail that somebody wants sent to whoever forgot a password. Counted before it is known if there is such a person. */
export async function countReset(deps: Needs, address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const rule = quotaOf(deps.settings, 'resets');
  const allowance = await reach(deps, `resets:${address}`, (limiter) => limiter.spend(rule));
  assertAllowed(allowance, 'Too many links were asked for from here.');
}

const SENTENCES = {
  uploads: 'You began very many uploads.',
  publish: 'You published very many posts by hand.',
  tests: 'You asked for many tests.',
};

/** One more of what a person may do so often. It bounds costs and guards nothing, so a counter that is away stops nobody. */
export async function countDeed(
  deps: Needs,
  actor: Pick<Actor, 'workspaceId' | 'userId'>,
  what: keyof typeof SENTENCES,
): Promise<void> {
  const limiter = deps.limiter(`${what}:${actor.workspaceId}:${actor.userId}`);
  const allowance = await limiter.spend(quotaOf(deps.settings, what)).catch((error: unknown) => {
    deps.log.warn('limiter away', { what, error });
    return { waitSeconds: 0 };
  });
  assertAllowed(allowance, SENTENCES[what]);
}
