import { beginCheck, findMedia, forgetCheck, listUnchecked, markChecked } from '../../db/media.ts';
import type { MediaRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { probe } from '../../media/probe.ts';
import { MediaTrouble, objectSource } from '../../media/store.ts';
import { goneVerdict, verdictsOf } from '../../media/verdicts.ts';
import { tellFeed } from '../live/tell-feed.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'log' | 'feed' | 'later'>;

/**
 * Looks into a file that waits to be checked and writes what it found; any other file is returned as it is. Whoever asks
 * for a file in `checking` finishes a check that died; while R2 does not answer, it stays in `checking`.
 */
export async function checkMedia(deps: Needs, row: MediaRow): Promise<MediaRow> {
  if (row.status !== 'checking' || row.etag === null) return row;
  // Intent before deed: a file that ends its checker each time is refused, not looked at for ever (faults.md 47).
  const begun = await beginCheck(deps.db, row, deps.clock.now());
  if (begun) {
    const found = begun.checks > CHECKS_MAX ? REFUSED : await look(deps, begun, row.etag);
    if (!found) return begun;
    const checked = await markChecked(deps.db, row, found, deps.clock.now());
    if (checked) {
      tellFeed(deps, row.workspaceId, [{ type: 'media', mediaId: row.id }]);
      return checked;
    }
  }
  return (await findMedia(deps.db, row.workspaceId, row.id)) ?? row;
}

/** Several may look at once, and a deploy may end one; more than this is the file's doing. */
const CHECKS_MAX = 5;
const REFUSED = {
  status: 'rejected' as const,
  facts: null,
  verdicts: verdictsOf({ found: 'unreadable' }, 0),
};

/** Undefined while the storage does not answer. */
async function look(deps: Needs, row: MediaRow, etag: string) {
  try {
    const seen = await probe(objectSource(deps.bucket, row.key, etag, row.bytes), deps.clock.wait);
    const verdicts = verdictsOf(seen, row.bytes);
    const blocked = verdicts.some((verdict) => verdict.severity === 'blocks');
    const status = blocked ? ('rejected' as const) : ('ready' as const);
    return { status, facts: seen.found === 'video' ? seen.facts : null, verdicts };
  } catch (error) {
    if (!(error instanceof MediaTrouble)) throw error;
    deps.log.warn('media not checked', { media: row.id, trouble: error.kind });
    if (error.kind !== 'unreachable') return { ...REFUSED, verdicts: [goneVerdict] };
    await forgetCheck(deps.db, row);
    return undefined;
  }
}

/** A check takes seconds; one this old was left behind. */
const CHECK_MS_MAX = 60_000;
const CHECKS_A_RUN = 5;

/** Finishes checks nobody came back for. For the sweep. */
export async function finishChecks(deps: Needs): Promise<number> {
  const left = await listUnchecked(deps.db, deps.clock.now() - CHECK_MS_MAX, CHECKS_A_RUN);
  for (const row of left) {
    await checkMedia(deps, row).catch((error: unknown) =>
      deps.log.warn('check failed', { media: row.id, error }),
    );
  }
  return left.length;
}
