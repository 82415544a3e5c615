/** What must hold once the weather is fair (faults.md, promises). */
import type { World } from './world.ts';

/** The trouble's end, one back-off, one sweep that was put behind the others, and one poll; slow ones poll each five minutes. */
const AGREES_AFTER = 8 * 60_000;

/** D1 agrees with TikTok soon after the trouble ended. */
export async function verifyAgreement(world: World, calmAt: number): Promise<void> {
  await world.timeline.runUntil(calmAt + AGREES_AFTER);
  const known = world.tiktok.taken.filter((u) => u.verdict && u.verdict.doneAt < calmAt);
  if (known.length > 0 && mustAgree(world) && !waitsForItsUser(world) && world.d1.row?.status !== 'published')
    world.wrong(`D1 says ${world.d1.row?.status} though the post was published before the weather cleared`);
}

export function verifyEnd(world: World): void {
  const { row } = world.d1;
  const { stored } = world.object;
  const phase = stored?.state.phase;
  // With its books closed and its alarm lost, an object that was not emptied is only some bytes: any touch empties it.
  const leftover =
    phase === 'finished' && row !== undefined && row.armedAt === null && world.object.lostAlarms > 0;
  if (stored && phase !== 'unknown' && !leftover) world.wrong(`the object never ended: ${phase}`);
  if (
    row &&
    row.armedAt === null &&
    row.deletedAt === null &&
    ['scheduled', 'publishing'].includes(row.status)
  )
    world.wrong(`the row says ${row.status} and nobody looks after it`);
  if (!row || !mustAgree(world)) return;
  const published = world.tiktok.taken.some((u) => u.verdict?.failReason === null);
  if (
    published &&
    row.status !== 'published' &&
    !(row.status === 'outcome_unknown' && world.account.state === 'closed')
  )
    world.wrong(`published at TikTok, ${row.status} in D1`);
  if (!published && row.status === 'published') world.wrong('published in D1, not at TikTok');
  if (row.deletedAt !== null) return;
  const ends = ['published', 'failed', 'cancelled', 'outcome_unknown'];
  const neverArmed = row.status === 'draft' && row.armingId === null;
  if (!ends.includes(row.status) && !neverArmed) world.wrong(`no end: ${row.status} in D1`);
  if (row.armedAt !== null && phase !== 'unknown') world.wrong(`the row stays armed as ${row.status}`);
  verifyNotice(world, row.status);
}

/** Its owner has a notice of the end. */
function verifyNotice(world: World, status: string): void {
  if (status === 'cancelled' || status === 'draft' || world.d1.restored > 0) return;
  const told = [...world.d1.now.notices].some((key) => key.includes(`:${status}:`));
  const resolvedByUser = [...world.d1.now.events.values()].some((event) => event.step === 'resolved');
  if (!told && !resolvedByUser) world.wrong(`no notice of ${status}`);
}

/** A database that was set back after the object had ended knows no better, and nobody pokes a row that is not armed. */
const mustAgree = (world: World) => world.d1.restored === 0 || world.d1.row?.armedAt != null;

/** TikTok is asked with the account's token; without access nobody can know. An unknown outcome is looked at each six hours. */
const waitsForItsUser = (world: World) =>
  world.account.state === 'closed' || world.d1.row?.status === 'outcome_unknown';
