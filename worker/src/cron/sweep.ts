import { giveLeaseBack, keepLease, takeLease } from '../db/leases.ts';
import { postsToSweep, sweepLater } from '../db/posts.ts';
import type { Deps } from '../deps.ts';
import { MINUTE } from '../domain/publication.ts';
import { dropLeftPictures } from '../services/accounts/drop-picture.ts';
import { purgeOldMails, sendDueMails } from '../services/mail/outbox.ts';
import { finishChecks } from '../services/media/check-media.ts';
import { abortStaleUploads, purgeMedia } from '../services/media/purge-media.ts';
import { sendDigests } from '../services/notices/digest.ts';
import { spreadNotices } from '../services/notices/spread.ts';
import { eraseLeavers } from '../services/people/erase.ts';
import { forgetWhatIsOver } from '../services/people/forget.ts';
import { settlePost } from '../services/posts/legacy/settle.ts';
import { sendDuePushes } from '../services/push/send-pushes.ts';
import { purgeRepeats } from '../services/repeats/once.ts';
import { pokeWebhooks, purgeWebhookLog } from '../services/webhooks/wake.ts';

const SWEEP_POSTS_MAX = 300;
/** Objects woken at once; an account-wide limit guards stub creation (platform.md 1.8). */
const AT_ONCE = 6;
const LEASE = 2 * MINUTE;

/** What is looked after besides posts, in this order. */
const JOBS = [
  finishChecks,
  abortStaleUploads,
  purgeMedia,
  dropLeftPictures,
  purgeRepeats,
  forgetWhatIsOver,
  spreadNotices,
  sendDuePushes,
  sendDigests,
  sendDueMails,
  purgeOldMails,
  pokeWebhooks,
  purgeWebhookLog,
  // Last: it takes its time.
  eraseLeavers,
];

/** Each minute: trusts nobody. Two sweeps never run at once; one broken item never stops the others. */
export async function sweep(deps: Deps): Promise<{ poked: number } | 'busy'> {
  const holder = crypto.randomUUID();
  const now = deps.clock.now();
  if (!(await takeLease(deps.db, 'sweep', holder, now, now + LEASE))) return 'busy';
  try {
    const poked = await pokePosts(deps);
    for (const job of JOBS) {
      await keepLease(deps.db, 'sweep', holder, deps.clock.now() + LEASE);
      await job(deps).catch((error: unknown) => deps.log.error('sweep job failed', { job: job.name, error }));
    }
    return { poked };
  } finally {
    await giveLeaseBack(deps.db, 'sweep', holder);
  }
}

/** Posts that should be armed or moving and are not, and ends whose books are open, longest waiting first. */
async function pokePosts(deps: Deps): Promise<number> {
  const due = await postsToSweep(deps.db, deps.clock.now(), SWEEP_POSTS_MAX);
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const some = due.slice(from, from + AT_ONCE);
    // Behind the others first, so that a poke that kills the run does not come first again.
    await sweepLater(
      deps.db,
      some.map(({ id }) => id),
      deps.clock.now() + MINUTE,
    );
    await Promise.all(
      some.map(({ id, armedAt }) =>
        // Only posts of old clients wait for the sweep unarmed.
        (armedAt === null ? settlePost(deps, id) : deps.publisher(id).poke(id)).catch((error: unknown) =>
          deps.log.warn('post not moved', { post: id, error }),
        ),
      ),
    );
  }
  return due.length;
}
