import type { Actor } from '../../app-env.ts';
import type { Punctuality } from '../../contract/index.ts';
import { handovers } from '../../db/post-lists.ts';
import type { Deps } from '../../deps.ts';
import { DAY } from '../../domain/publication.ts';
import { spreadOf } from '../../domain/punctuality.ts';
import { assertMay } from '../identity/may.ts';

const DAYS = 30;
/** The latest ones: more say nothing new. */
const POSTS_MAX = 1_000;

/** How punctual the published posts of the last 30 days were. */
export async function readPunctuality(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor): Promise<Punctuality> {
  assertMay(actor, 'read_posts');
  const rows = await handovers(deps.db, actor.workspaceId, deps.clock.now() - DAYS * DAY, POSTS_MAX);
  const late = rows.flatMap(({ publishAt, handedOverAt }) =>
    publishAt === null || handedOverAt === null ? [] : [handedOverAt - publishAt],
  );
  return { days: DAYS, posts: late.length, ...spreadOf(late) };
}
