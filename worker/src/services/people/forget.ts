/** What is kept no longer than it is of use (web/app/legal/privacy.md says so to people), apart from what has a purge of its own. */
import { forgetPosts, listDeletedPosts } from '../../db/deleted-posts.ts';
import { purgeStates } from '../../db/oauth-states.ts';
import { purgeSessions } from '../../db/sessions.ts';
import { purgeEvents } from '../../db/webhook-events.ts';
import type { Deps } from '../../deps.ts';
import { DAY, HOUR } from '../../domain/publication.ts';
import { RESTORE_DAYS } from '../posts/restore-post.ts';

/** A connection that comes back too late is told so for as long. */
const STATES_KEPT = HOUR;
/** TikTok repeats an event for some days (tiktok-api.md 11); a repeat is known by its first arrival. */
const EVENTS_KEPT = 30 * DAY;
/** Of each, in one run of the sweep. */
const FORGOTTEN_MAX = 1000;
/** Each has a receipt of many rows. */
const POSTS_MAX = 100;

/** For the sweep: sessions that ended, connections nobody finished, old events of TikTok's, posts deleted for good. */
export async function forgetWhatIsOver({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  await purgeSessions(db, now, FORGOTTEN_MAX);
  await purgeStates(db, now - STATES_KEPT, FORGOTTEN_MAX);
  await purgeEvents(db, now - EVENTS_KEPT, FORGOTTEN_MAX);
  const deletedBefore = now - RESTORE_DAYS * DAY;
  const deleted = await listDeletedPosts(db, deletedBefore, POSTS_MAX);
  if (deleted.length === 0) return;
  await forgetPosts(
    db,
    deleted.map(({ id }) => id),
    deletedBefore,
  );
}
