import { expect, it } from 'vitest';
import { draft, inMs, newCreator, ok, schedule } from '../../../test/support/creators.ts';
import type { Post } from '../../contract/index.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

it('a scheduled post that moves keeps the consent that was given, and a draft is asked for it', async () => {
  const creator = await newCreator();
  const made = await draft(creator);
  const unasked = await schedule(creator, made, { consent: undefined });
  expect(unasked.status).toBe(422);

  const planned = await ok<Post>(schedule(creator, made));
  const publishAt = inMs(2 * DAY);
  const moved = await ok<Post>(schedule(creator, planned, { publishAt, consent: undefined }));
  expect(moved.publishAt).toBe(publishAt);
  expect(moved.consent).toEqual(planned.consent);

  const again = await schedule(creator, planned, { publishAt: inMs(3 * DAY), consent: undefined });
  expect(again.status).toBe(412);
});

it('a post has the zone it was said to be planned in, keeps it when it moves, and has none when none was said', async () => {
  const creator = await newCreator();
  const plain = await ok<Post>(schedule(creator, await draft(creator)));
  expect(plain.zone).toBeNull();
  expect((await ok<Post>(schedule(creator, plain, { publishAt: inMs(DAY) }))).zone).toBeNull();

  const said = await ok<Post>(schedule(creator, await draft(creator), { zone: 'Europe/Berlin' }));
  const moved = await ok<Post>(schedule(creator, said, { publishAt: inMs(DAY + HOUR) }));
  expect([said.zone, moved.zone]).toEqual(['Europe/Berlin', 'Europe/Berlin']);
  expect((await schedule(creator, moved, { zone: '' })).status).toBe(422);
});
