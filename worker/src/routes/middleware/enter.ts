import type { Context } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import type { Entered } from '../../services/identity/authenticate.ts';
import { limitCaller } from './traffic.ts';

/** Lets somebody in who was found: who they are is known from here on, how often they come is counted, that they came is noted later. */
export async function enter(c: Context<AppEnv>, entry: Entered, next: () => Promise<void>): Promise<void> {
  c.set('actor', entry.actor);
  const { log } = c.var.deps;
  if (entry.noteUse)
    c.executionCtx.waitUntil(entry.noteUse().catch((error: unknown) => log.warn('use not noted', { error })));
  await limitCaller(c, next);
}
