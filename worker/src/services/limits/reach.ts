import type { Deps } from '../../deps.ts';
import { limitReached, unavailable } from '../../domain/errors.ts';
import type { Allowance, RateLimiterApi } from './limiter-api.ts';

/**
 * A counter that guards sign-in. While it cannot be reached nobody is let through (security.md 36): whoever could silence
 * it would have all the guesses in the world, while sessions and scheduled posts go on without it.
 */
export async function reach<T>(
  deps: Pick<Deps, 'limiter' | 'log'>,
  name: string,
  call: (limiter: RateLimiterApi) => Promise<T>,
): Promise<T> {
  try {
    // A deploy resets objects, and a stub that saw one stays broken: asked once more by another (platform.md 3).
    return await call(deps.limiter(name)).catch(() => call(deps.limiter(name)));
  } catch (error) {
    deps.log.error('limiter away', { error });
    throw unavailable('This does not work for the moment. Please try again in a minute.');
  }
}

/** `limit_reached` with the sentence and how long to wait. */
export function assertAllowed({ waitSeconds }: Allowance, sentence: string): void {
  if (waitSeconds > 0)
    throw limitReached(`${sentence} Wait ${inWords(waitSeconds)}, then try again.`, waitSeconds);
}

function inWords(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
