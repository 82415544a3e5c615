import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, ArmingId, LinkId, MediaId, PostId, UserId, WorkspaceId } from '../contract/ids.ts';
import { makeDeps, openDb } from '../deps.ts';
import type { Publication } from '../domain/publication.ts';
import { adopt, record, tell } from '../domain/publication.ts';
import { giveUpUnknown, published } from '../domain/publication-outcome.ts';
import { endAs, resolved, swapped } from '../domain/publication-steps.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { createPublicationRows } from './publications.ts';
import { notifications, posts, publicationEvents, workspaces } from './schema.ts';

const db = openDb(env.DB);
const { newId } = makeDeps(env);
const rows = createPublicationRows(
  db,
  newId,
  () => ({ sentence: 'Look.', action: null }),
  'https://tiktok.test',
);
const NOW = Date.parse('2030-01-01T12:00:00Z');

let snapshot: Snapshot;
const arm = () => newId<ArmingId>('arm');
const readRow = () => db.select().from(posts).where(eq(posts.id, snapshot.postId)).get();

beforeEach(async () => {
  const workspaceId = newId<WorkspaceId>('ws');
  await db.insert(workspaces).values({ id: workspaceId, name: 'Mira', createdAt: NOW });
  snapshot = {
    postId: newId<PostId>('post'),
    workspaceId,
    armingId: arm(),
    revision: 3,
    accountId: newId<AccountId>('acct'),
    openId: 'open',
    linkId: newId<LinkId>('link'),
    mediaId: newId<MediaId>('media'),
    media: { key: 'k', etag: 'e', bytes: 10, type: 'video/mp4', durationMs: 1000 },
    caption: 'plum tart',
    privacy: 'SELF_ONLY',
    allowComment: false,
    allowDuet: false,
    allowStitch: false,
    ownBrand: false,
    branded: false,
    aiGenerated: false,
    coverMs: null,
    consent: { text: 'music_usage', at: NOW, userId: newId<UserId>('user') },
    dueAt: NOW + 3_600_000,
    latestAt: NOW + 7_200_000,
    zone: 'UTC',
    handle: 'mira',
  };
  await insertRow({});
});

const insertRow = (change: Partial<typeof posts.$inferInsert>) =>
  db
    .insert(posts)
    .values({
      id: snapshot.postId,
      workspaceId: snapshot.workspaceId,
      createdBy: snapshot.consent.userId,
      status: 'scheduled',
      revision: 3,
      seq: 1,
      armingId: snapshot.armingId,
      armedAt: NOW,
      sweepAt: NOW,
      findings: [],
      createdAt: NOW,
      updatedAt: NOW,
      ...change,
    })
    .onConflictDoUpdate({ target: posts.id, set: change.status ? change : { status: 'scheduled' } });

const held = (): Publication => adopt(snapshot, 1, NOW);
const ended = (p: Publication) => endAs(p, 'cancelled', NOW + 2);

it('a post that was moved a hundred and twenty times still gets its end', async () => {
  const moved = { ...held(), armings: [...held().armings, ...Array.from({ length: 120 }, arm)] };
  await rows.write(moved, false);
  expect((await readRow())?.seq).toBe(moved.seq);
  const out = published({ ...moved, publishId: 'v_pub' }, null, NOW);
  await rows.write(out, false);
  expect(await readRow()).toMatchObject({ status: 'published', seq: out.seq });
});

describe('what an object writes to its post’s row', () => {
  it('is applied once, with the receipt’s lines and notices', async () => {
    const p = tell(record(held(), NOW, 'staging', { bytes: 10 }), NOW, 'failed', 'daily_cap');
    await rows.write(p, false);
    await rows.write(p, false);
    expect((await readRow())?.seq).toBe(p.seq);
    const events = await db
      .select()
      .from(publicationEvents)
      .where(eq(publicationEvents.postId, snapshot.postId));
    expect(events.map((event) => event.step)).toEqual(['adopted', 'staging']);
    expect(
      await db.select().from(notifications).where(eq(notifications.postId, snapshot.postId)),
    ).toHaveLength(1);
  });

  it('leaves no receipt behind when the post is gone for good', async () => {
    await db.delete(posts).where(eq(posts.id, snapshot.postId));
    await rows.write(ended(held()), true);
    expect(await db.$count(publicationEvents, eq(publicationEvents.postId, snapshot.postId))).toBe(0);
  });

  it('changes nothing when a newer write was there before', async () => {
    const older = held();
    const newer = record(record(older, NOW, 'staging'), NOW, 'cancelled');
    await rows.write(ended(newer), true);
    await rows.write(older, false);
    expect(await readRow()).toMatchObject({ status: 'cancelled', armedAt: null, sweepAt: null });
  });

  it('holds the address people watch at, once TikTok has told the post’s id', async () => {
    await rows.write(published({ ...held(), publishId: 'v_pub' }, '7710582556971786333', NOW), false);
    expect((await readRow())?.url).toBe('https://tiktok.test/@mira/video/7710582556971786333');
  });

  it('holds the address its creator found it at, when TikTok never told', async () => {
    const url = 'https://www.tiktok.com/@mira/video/7710582556971786333';
    const unknown = giveUpUnknown({ ...held(), publishId: 'v_pub' }, NOW + 1);
    await rows.write(resolved(unknown, { outcome: 'published', url }, NOW + 2), true);
    expect(await readRow()).toMatchObject({ status: 'published', url });
  });

  it('holds no address when its creator only says that it is there', async () => {
    const unknown = giveUpUnknown({ ...held(), publishId: 'v_pub' }, NOW + 1);
    await rows.write(resolved(unknown, { outcome: 'published', url: null }, NOW + 2), true);
    expect(await readRow()).toMatchObject({ status: 'published', url: null });
  });

  it('never lowers the revision', async () => {
    await insertRow({ status: 'scheduled', revision: 9 });
    await rows.write(held(), false);
    expect((await readRow())?.revision).toBe(9);
  });

  it('leaves a row alone that carries an arming the object never held', async () => {
    const other = arm();
    await insertRow({ status: 'scheduled', armingId: other });
    await rows.write(ended(held()), true);
    expect(await readRow()).toMatchObject({ status: 'scheduled', armingId: other });
  });

  it('speaks for every arming it held, swapped-out ones too', async () => {
    const next = swapped(held(), { ...snapshot, armingId: arm(), revision: 4, caption: 'rye' }, 1, NOW);
    await rows.write(next, false);
    expect(await readRow()).toMatchObject({ caption: 'rye', revision: 4, armingId: next.snapshot.armingId });
  });

  it.each([
    ['published', () => published({ ...held(), publishId: 'v_pub' }, null, NOW), 'published'],
    ['an unknown outcome', () => giveUpUnknown({ ...held(), publishId: 'v_pub' }, NOW), 'outcome_unknown'],
  ] as const)('overrides any arming when it is %s', async (_name, make, status) => {
    await insertRow({ status: 'scheduled', armingId: arm() });
    await rows.write(make(), false);
    expect((await readRow())?.status).toBe(status);
  });

  it('is no news when it says unknown and the post was armed anew since', async () => {
    await insertRow({ status: 'scheduled', armingId: arm(), seq: 99 });
    await rows.write(giveUpUnknown({ ...held(), publishId: 'v_pub' }, NOW), false);
    expect((await readRow())?.status).toBe('scheduled');
  });

  it('is done when the row is gone', async () => {
    await db.delete(posts).where(eq(posts.id, snapshot.postId));
    await rows.write(held(), false);
    expect(await readRow()).toBeUndefined();
  });

  it('is not opened again by a late copy of the last write before it was closed', async () => {
    const end = ended(held());
    await rows.write(end, false);
    await rows.write(end, true);
    await rows.write(end, false);
    expect(await readRow()).toMatchObject({ status: 'cancelled', armedAt: null, sweepAt: null });
  });
});
