import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Post } from '@tiktimer/worker/contract';
import { draftOf, unfitWords, writtenOf } from './content.ts';
import { emptyDraft } from './draft.ts';

const NOW = Date.UTC(2026, 9, 14, 12, 20);
const fresh = emptyDraft('Europe/Berlin', NOW);
const post = {
  publishAt: null,
  latestAt: null,
  zone: null,
  caption: '',
  disclosure: { ownBrand: false, branded: false },
} as Post;
const meantFor = (at: string, latestAt: string | null = null, zone = 'Europe/Berlin') =>
  draftOf({ ...post, intended: { at, latestAt, zone } }, 'Europe/Berlin', NOW);

describe('the time in a draft', () => {
  it('is not kept while it is only our suggestion', () => {
    assert.equal(writtenOf(fresh).intended, null);
    assert.equal(writtenOf({ ...fresh, time: fresh.time.slice(0, 5) }).intended, null);
  });
  it('is kept once it was picked, with its zone and its latest time', () => {
    const picked = { ...fresh, date: '2026-10-16', time: '18:00:30', zone: 'America/New_York' };
    assert.deepEqual(writtenOf(picked).intended, {
      at: '2026-10-16T22:00:30.000Z',
      latestAt: null,
      zone: 'America/New_York',
    });
    assert.equal(writtenOf({ ...picked, latestMin: 30 }).intended?.latestAt, '2026-10-16T22:30:30.000Z');
  });
  it('is not kept half typed, in the hour that spring leaves out, or when it goes out at once', () => {
    assert.equal(writtenOf({ ...fresh, date: '' }).intended, null);
    assert.equal(writtenOf({ ...fresh, date: '2027-03-28', time: '02:30' }).intended, null);
    assert.equal(writtenOf({ ...fresh, time: '19:00', when: 'now' }).intended, null);
  });
  it('stands in the form again, the same on another device', () => {
    const intended = { at: '2026-10-16T22:00:30.000Z', latestAt: '2026-10-16T22:30:30.000Z' };
    const shown = meantFor(intended.at, intended.latestAt, 'America/New_York');
    assert.deepEqual([shown.date, shown.time, shown.latestMin], ['2026-10-16', '18:00:30', 30]);
    assert.deepEqual(writtenOf(shown).intended, { ...intended, zone: 'America/New_York' });
  });
  it('is the second of two equal ones where that was picked', () => {
    assert.equal(meantFor('2026-10-25T00:30:00.000Z').fold, 'first');
    assert.equal(meantFor('2026-10-25T01:30:00.000Z').fold, 'second');
  });
  it("is read where the creator lives when the post's maker named no zone", () => {
    const shown = draftOf({ ...post, publishAt: '2026-10-16T16:00:00.000Z' }, 'Europe/Berlin', NOW);
    assert.deepEqual([shown.date, shown.time, shown.zone], ['2026-10-16', '18:00:00', 'Europe/Berlin']);
  });
  it('gives way to a new suggestion once it has passed', () => {
    const shown = meantFor('2026-10-13T10:00:00.000Z');
    assert.deepEqual([shown.date, shown.time], [fresh.date, fresh.time]);
    assert.equal(writtenOf(shown).intended, null);
  });
});

describe('a draft that saves itself', () => {
  it('waits while its caption is longer than TikTok takes, and says so', () => {
    assert.equal(unfitWords({ caption: 'x'.repeat(2200) }), null);
    assert.equal(unfitWords({ caption: '🥐'.repeat(1101) }), 'the caption is too long');
  });
});
