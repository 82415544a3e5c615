/** The look back at a week, each Monday at eight where the reader lives. */
import {
  fromAbsolute,
  getDayOfWeek,
  Time,
  toCalendarDate,
  toCalendarDateTime,
} from '@internationalized/date';
import { UserSettings } from '../../contract/index.ts';
import { digestNextAt, peopleToDigest, postsPlannedBetween } from '../../db/digests.ts';
import { hasConfirmed, insertMail } from '../../db/mails.ts';
import type { Deps } from '../../deps.ts';
import { DAY } from '../../domain/publication.ts';
import { composeMail } from '../mail/compose.ts';

const PEOPLE_A_RUN = 50;
const WEEK = 7 * DAY;
/** What counts as on the second: the promise is made in seconds. */
const ON_TIME = 1_000;

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'log'>;

/** For the sweep: people with a quiet week get none. */
export async function sendDigests(deps: Needs): Promise<void> {
  const now = deps.clock.now();
  for (const { user, workspaceIds } of await peopleToDigest(deps.db, now, PEOPLE_A_RUN)) {
    const next = digestNextAt(deps.db, user.id, nextMonday(now, user.zone));
    const wanted = UserSettings.parse(user.settings).notify.weekly.includes('mail');
    const first = user.digestAt === 0; // nobody has had a week yet whose end we chose
    const awake = user.isActive && user.deletionRequestedAt === null;
    const text = wanted && awake && !first ? await lookBack(deps, workspaceIds, now) : undefined;
    if (text === undefined) {
      await next;
      continue;
    }
    const reader = { userId: user.id, to: user.email };
    const letter = { kind: 'weekly', subject: 'Your week', text, action: 'See your posts', path: '/posts' };
    const mail = composeMail(deps, reader, letter, `weekly:${user.id}:${user.digestAt}`);
    await deps.db.batch([insertMail(deps.db, mail, hasConfirmed(reader)), next]);
  }
}

type Planned = Awaited<ReturnType<typeof postsPlannedBetween>>;

async function lookBack(deps: Needs, workspaceIds: Parameters<typeof postsPlannedBetween>[1][], now: number) {
  const planned = (
    await Promise.all(workspaceIds.map((id) => postsPlannedBetween(deps.db, id, now - WEEK, now + WEEK)))
  ).flat();
  return weekInWords(planned, now);
}

/** Undefined when there is nothing to say. */
export function weekInWords(planned: Planned, now: number): string | undefined {
  const past = planned.filter(({ publishAt }) => (publishAt ?? 0) < now);
  const published = past.filter(({ status }) => status === 'published');
  const late = published.filter(
    ({ handedOverAt, publishAt }) =>
      handedOverAt !== null && publishAt !== null && handedOverAt - publishAt > ON_TIME,
  ).length;
  const failed = past.filter(({ status }) => status === 'failed').length;
  const unknown = past.filter(({ status }) => status === 'outcome_unknown').length;
  const coming = planned.filter(({ status }) => status === 'scheduled').length;
  const sentences = [
    published.length > 0 &&
      `${posts(published.length)} went out, ${late === 0 ? 'all on the second' : `${late} of them late`}.`,
    failed > 0 && `${posts(failed)} did not go out.`,
    unknown > 0 && `Of ${posts(unknown)} we do not know yet if TikTok has it.`,
    coming > 0 && `${posts(coming)} ${coming === 1 ? 'is' : 'are'} planned for the week to come.`,
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
const posts = (count: number) => (count === 1 ? '1 post' : `${count} posts`);

/** The next Monday at 08:00 in a zone, after `now`. */
export function nextMonday(now: number, zone: string): number {
  const today = toCalendarDate(fromAbsolute(now, zone));
  const sinceMonday = getDayOfWeek(today, 'en-GB', 'mon');
  const at = (weeks: number) =>
    toCalendarDateTime(today.add({ days: 7 * weeks - sinceMonday }), new Time(8))
      .toDate(zone)
      .getTime();
  return at(0) > now ? at(0) : at(1);
}
