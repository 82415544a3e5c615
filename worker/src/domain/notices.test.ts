import { describe, expect, it } from 'vitest';
import { nextMonday, weekInWords } from '../services/notices/digest.ts';
import { soonestAloud } from '../services/notices/quiet-hours.ts';

const at = (iso: string) => Date.parse(iso);

describe('the next look back', () => {
  it.each([
    ['on a Saturday', '2026-11-21T12:00:00Z', 'UTC', '2026-11-23T08:00:00Z'],
    ['on a Monday before eight', '2026-11-23T07:59:59Z', 'UTC', '2026-11-23T08:00:00Z'],
    ['on a Monday at eight', '2026-11-23T08:00:00Z', 'UTC', '2026-11-30T08:00:00Z'],
    ['after the clocks went back', '2026-10-23T12:00:00Z', 'Europe/Berlin', '2026-10-26T07:00:00Z'],
    ['where it is Monday already', '2026-11-22T13:00:00Z', 'Pacific/Auckland', '2026-11-22T19:00:00Z'],
  ])('%s is due Monday at eight where the reader lives', (_, now, zone, due) => {
    expect(new Date(nextMonday(at(now), zone)).toISOString()).toBe(new Date(due).toISOString());
  });

  it('says nothing of a quiet week', () => expect(weekInWords([], 0)).toBeUndefined());
  it('counts what came late', () => {
    const post = (late: number) => ({ status: 'published' as const, publishAt: 0, handedOverAt: late });
    expect(weekInWords([post(10), post(1_500)], 1)).toBe('2 posts went out, 1 of them late.');
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' };
  it.each([
    ['before them', '2026-11-21T20:59:00Z', '2026-11-21T20:59:00Z'],
    ['in the evening', '2026-11-21T21:00:00Z', '2026-11-22T06:00:00Z'],
    ['in the small hours', '2026-11-22T03:00:00Z', '2026-11-22T06:00:00Z'],
    ['at their end', '2026-11-22T06:00:00Z', '2026-11-22T06:00:00Z'],
    ['over a clock change', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
  ])('%s', (_, now, aloud) => {
    expect(soonestAloud(at(now), night, 'Europe/Berlin')).toBe(at(aloud));
  });
  it('of no length silence nothing', () => {
    expect(soonestAloud(5, { from: '10:00', to: '10:00' }, 'UTC')).toBe(5);
  });
});
