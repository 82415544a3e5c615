/**
 * One seed: safety (everything may go wrong, nothing wrong may happen), then liveness (fair weather; everything must end).
 */
import { verifyAgreement, verifyEnd } from './verify.ts';
import { stormy } from './weather.ts';
import { START, World } from './world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface Result {
  seed: number;
  outcome: string;
  wrongs: string[];
  trace: string[];
  events: number;
}

const SIZES = [1, 60_000, 3_000_000, 9_000_000, 12_000_000, 40_000_000, 300_000_000];
const LEADS = [5 * SECOND, 90 * SECOND, 10 * MINUTE, 70 * MINUTE, 3 * HOUR, 30 * HOUR];

export async function simulate(seed: number): Promise<Result> {
  const world = worldOf(seed);
  const { chance, timeline } = world;
  const due = START + chance.pick(LEADS) + chance.between(0, 30_000);
  const calmAt = due + chance.pick([2 * MINUTE, 20 * MINUTE, 3 * HOUR, 26 * HOUR]);
  world.weather = stormy(chance, { start: START, end: calmAt, due, losesAlarms: !world.travels });
  planPeople(world, due, calmAt);
  try {
    await timeline.runUntil(calmAt);
    world.note('— fair weather —');
    clearUp(world);
    await verifyAgreement(world, calmAt);
    await timeline.runUntil(Math.max(calmAt, lastInstant(world)) + 26 * HOUR);
    verifyEnd(world);
  } catch (error) {
    world.wrong(`the world broke: ${error instanceof Error ? error.stack : error}`);
  }
  const outcome = world.d1.row?.status ?? 'no row';
  return { seed, outcome, wrongs: world.oracle.wrongs, trace: world.trace, events: timeline.events };
}

function worldOf(seed: number): World {
  const world = new World({ seed });
  const { chance } = world;
  const { row } = world.d1;
  if (row) {
    row.wish.media.bytes = chance.pick(SIZES);
    row.wish.privacy = chance.pick(['SELF_ONLY', 'PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS']);
  }
  world.tailGated = chance.happens(0.5);
  world.travels = chance.happens(0.15);
  world.bytesPerMs = chance.pick([100, 1_000, 5_000, 20_000]);
  world.tiktok.manners = {
    progressIsLastIndex: chance.happens(0.5),
    lagMs: chance.pick([0, 0, 3_000, 60_000]),
    processingMs: chance.pick([
      [1_000, 5_000],
      [1_000, 120_000],
      [20 * MINUTE, 70 * MINUTE],
    ] as [number, number][]),
    failRate: chance.pick([0, 0, 0.3]),
    unusualAnswers: chance.pick([0, 0.2]),
    hidesLastChunk: false,
  };
  world.account.pacingMs = chance.pick([0, 0, 5_000, 60_000]);
  world.account.bookedMs = chance.pick([0, 0, 120_000]);
  return world;
}

/** People act at any time, but most around the second that counts; half the seeds have one who only schedules. */
function planPeople(world: World, due: number, calmAt: number): void {
  const { chance, timeline, user } = world;
  const spare = { dueAt: due, latestAt: due + chance.pick([MINUTE, 2 * HOUR, 50 * HOUR]) };
  timeline.at(START + chance.between(0, 2_000), () => void user.schedule(spare));
  timeline.at(START + 4_000, () => {
    if (world.d1.row?.status === 'draft') void user.schedule(spare);
  });
  for (let i = chance.pick([0, 0, 0, 1, 2, 4, 8]); i > 0; i--) {
    const at = momentNear(world, due, calmAt);
    // What the page showed may be some time old when the button is pressed.
    const old = chance.happens(0.2) ? chance.between(0, 20_000) : 0;
    timeline.at(at - old, () => {
      const seen = user.look();
      timeline.after(old, () => act(world, seen, due));
    });
  }
  if (world.travels) timeline.at(momentNear(world, due, calmAt), () => travelInTime(world));
  if (chance.happens(0.15)) planSpell(world, momentNear(world, due, calmAt));
  if (chance.happens(0.05)) timeline.at(momentNear(world, due, calmAt), () => void user.disconnect());
  if (chance.happens(0.03)) timeline.at(momentNear(world, due, calmAt), () => (world.mediaEtag = 'etag-2'));
  if (chance.happens(0.05))
    timeline.at(momentNear(world, due, calmAt), () => {
      for (const upload of world.tiktok.uploads) upload.forgotten = upload.completeAt === null;
    });
}

function momentNear({ chance }: World, due: number, calmAt: number): number {
  if (chance.happens(0.5)) return due + chance.between(-200, 200);
  if (chance.happens(0.5)) return Math.min(calmAt - 1, due + chance.between(-2 * MINUTE, 2 * MINUTE));
  return chance.between(START + 5_000, calmAt - 1);
}

function act(world: World, seen: ReturnType<World['user']['look']>, due: number): void {
  const { chance, user, timeline } = world;
  const at = chance.pick([due, timeline.now, timeline.now + chance.between(0, 10 * MINUTE)]);
  const wish = { dueAt: Math.max(at, timeline.now), content: { allowComment: chance.happens(0.5) } };
  const deed = chance.pick(['schedule', 'schedule', 'now', 'cancel', 'cancel', 'delete', 'resolve'] as const);
  if (deed === 'schedule') void user.schedule(wish, seen);
  else if (deed === 'now') void user.schedule({ dueAt: timeline.now }, seen);
  else if (deed === 'cancel') void user.cancel(seen);
  else if (deed === 'delete') void user.remove(seen);
  else void user.resolve();
}

function travelInTime(world: World): void {
  const { d1, chance } = world;
  world.note('D1 is restored to an earlier time');
  d1.restore(chance.happens(0.1) || d1.past.length === 0 ? undefined : chance.pick(d1.past));
}

function planSpell(world: World, from: number): void {
  const { account, chance, timeline } = world;
  const kind = chance.pick(['lost', 'no_permission', 'stale_token', 'private'] as const);
  timeline.at(from, () => {
    world.note(`account: ${kind}`);
    if (kind === 'stale_token') account.rotate();
    else if (kind === 'private') account.privacyOptions = ['SELF_ONLY'];
    else if (account.state === 'live') account.state = kind;
  });
  if (kind === 'lost' || kind === 'no_permission')
    timeline.at(from + chance.pick([SECOND, MINUTE, HOUR]), () => account.reconnect());
}

function clearUp(world: World): void {
  world.account.reconnect();
  world.account.pacingMs = 0;
}

/** The last instant at which an arming may still be sent. */
const lastInstant = (world: World) =>
  Math.max(...[...world.oracle.armings.values()].map((arming) => arming.snapshot.latestAt), START);
