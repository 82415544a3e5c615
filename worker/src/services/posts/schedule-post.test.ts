import { expect, it } from 'vitest';
import { draft, inMs, newCreator, ok, schedule } from '../../../test/support/creators.ts';
import type { Post } from '../../contract/index.ts';

const DAY = 24 * 60 * 60 * 1000;

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
