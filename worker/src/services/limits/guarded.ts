import type { Deps } from '../../deps.ts';
import { backOffOf } from '../../domain/limits.ts';
import { assertAllowed, reach } from './reach.ts';

/** Who tries a password: the account (a user's id, or a name nobody has), and where from, if that is known. */
export interface Guesser {
  account: string;
  address: string | undefined;
}

/**
 * Runs a check of a password and lets nobody guess: after too many wrong ones it is not run at all, for people we know and
 * for names nobody has alike. `check` answers undefined for a wrong one.
 */
export async function guarded<T>(
  deps: Pick<Deps, 'limiter' | 'settings' | 'log'>,
  { account, address }: Guesser,
  check: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const [perAccount, perAddress] = [backOffOf(deps.settings, 'account'), backOffOf(deps.settings, 'address')];
  const ofAccount = counterOf(account);
  const ofAddress = address === undefined ? undefined : `guesses:address:${address}`;
  const from = address ?? null;

  // The address first: one that may not try at all takes no tries away from the account.
  if (ofAddress)
    assertMayTry(deps, await reach(deps, ofAddress, (limiter) => limiter.guess(perAddress, null)));
  assertMayTry(deps, await reach(deps, ofAccount, (limiter) => limiter.guess(perAccount, from)));
  const found = await check();
  if (found === undefined) return undefined;
  await Promise.all([
    deps.limiter(ofAccount).right(perAccount, from),
    ofAddress && deps.limiter(ofAddress).takeBack(perAddress),
  ]).catch((error: unknown) =>
    // It counts as a wrong try; the owner is in all the same.
    deps.log.warn('limiter not told', { error }),
  );
  return found;
}

/**
 * The owner proved who they are by another way than the password: nothing is held against them, and where they are is theirs.
 * A counter that is away stops nobody here: the password is set already.
 */
export async function forgetGuesses(
  deps: Pick<Deps, 'limiter' | 'settings' | 'log'>,
  { account, address }: Guesser,
): Promise<void> {
  await deps
    .limiter(counterOf(account))
    .right(backOffOf(deps.settings, 'account'), address ?? null)
    .catch((error: unknown) => deps.log.warn('limiter not told', { error }));
}

const counterOf = (account: string) => `guesses:account:${account}`;

function assertMayTry(deps: Pick<Deps, 'log'>, allowance: { waitSeconds: number }): void {
  if (allowance.waitSeconds > 0) deps.log.warn('guessing_stopped', allowance);
  assertAllowed(allowance, 'Too many tries.');
}
