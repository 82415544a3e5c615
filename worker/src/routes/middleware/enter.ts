import type { Context } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import type { Member } from '../../db/users.ts';
import type { Entered } from '../../services/identity/authenticate.ts';
import { assertMay } from '../../services/identity/may.ts';
import { limitCaller } from './traffic.ts';

/** Lets somebody in who was found: who they are is known from here on, how often they come is counted, that they came is noted later. */
export async function enter(c: Context<AppEnv>, entry: Entered, next: () => Promise<void>): Promise<void> {
  c.set('actor', entry.actor);
  c.set('entered', entry);
  const { log } = c.var.deps;
  if (entry.noteUse)
    c.executionCtx.waitUntil(entry.noteUse().catch((error: unknown) => log.warn('use not noted', { error })));
  await limitCaller(c, next);
}

/** The person who asks, as they were read to let them in: no second question to D1. No API key passes for one. */
export function personOf(c: { var: Pick<AppEnv['Variables'], 'actor' | 'entered'> }): Member {
  assertMay(c.var.actor, 'be_oneself');
  return c.var.entered.member;
}
