/** For the sweep: pushes are tried until they are taken, or worth nothing any more. A death in between may push twice, under one tag. */
import type { UserId } from '../../contract/ids.ts';
import { deletePush, forgetSubscription, listDuePushes, pushLater } from '../../db/pushes.ts';
import type { Deps } from '../../deps.ts';
import { backOff } from '../../domain/retry.ts';
import { isPushEndpoint, sendPush } from '../../push/web-push.ts';

const PUSHES_A_RUN = 200;
const AT_ONCE = 10;

type Needs = Pick<Deps, 'db' | 'clock' | 'random' | 'settings' | 'log'>;
type Due = Awaited<ReturnType<typeof listDuePushes>>[number];

export async function sendDuePushes(deps: Needs, userId?: UserId): Promise<void> {
  const due = await listDuePushes(deps.db, deps.clock.now(), PUSHES_A_RUN, userId);
  for (let from = 0; from < due.length; from += AT_ONCE)
    await Promise.all(due.slice(from, from + AT_ONCE).map((one) => push(deps, one)));
}

async function push(deps: Needs, { push, target }: Due): Promise<void> {
  const { VAPID_KEYS } = deps.settings;
  const now = deps.clock.now();
  const sendable =
    VAPID_KEYS && target && push.sendBefore > now && isPushEndpoint(target.endpoint, deps.settings);
  if (!sendable) {
    await deletePush(deps.db, push.key);
    return;
  }
  const ttl = Math.ceil((push.sendBefore - now) / 1000);
  const keys = { ...deps.settings, VAPID_KEYS };
  const outcome = await sendPush(keys, target, JSON.stringify(push.message), ttl).catch((error: unknown) => {
    deps.log.warn('push_not_sent', { subscription: target.id, error });
    return 'again' as const;
  });
  if (outcome === 'again') await pushLater(deps.db, push.key, now + backOff(push.tries + 1, deps.random()));
  else if (outcome === 'gone') await forgetSubscription(deps.db, target.id);
  else await deletePush(deps.db, push.key);
  if (outcome !== 'taken') deps.log.info('push_outcome', { subscription: target.id, outcome });
}
