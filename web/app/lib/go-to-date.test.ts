import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { typedDate } from './go-to-date.ts';

/** A Wednesday. */
const TODAY = '2026-10-14';
const MEANS: Record<string, string> = {
  today: '2026-10-14',
  'tomorrow 9': '2026-10-15 09:00',
  'tomorrow at 18:30': '2026-10-15 18:30',
  fri: '2026-10-16',
  'next fri 18:00': '2026-10-16 18:00',
  'Friday, 6pm': '2026-10-16 18:00',
  wed: '2026-10-21',
  'this wed': '2026-10-14',
  '14 oct': '2026-10-14',
  '13 oct': '2027-10-13',
  'oct 20': '2026-10-20',
  '20th October 2027 07:15': '2027-10-20 07:15',
  'fri 16 oct 18:00': '2026-10-16 18:00',
  '20.10.': '2026-10-20',
  '20/10/2027': '2027-10-20',
  '2026-12-24 12:00': '2026-12-24 12:00',
  '18:00': '2026-10-14 18:00',
  'in 3 days': '2026-10-17',
  'in 2 weeks 9:15am': '2026-10-28 09:15',
  '29 feb 2028': '2028-02-29',
};

describe('a date typed into the palette', () => {
  for (const [words, means] of Object.entries(MEANS))
    it(`"${words}" is ${means}`, () => {
      const found = typedDate(words, TODAY);
      assert.equal([found?.date, found?.time].filter(Boolean).join(' '), means);
    });
  for (const words of [
    '',
    'rye',
    'fr',
    '31 june',
    '29 feb 2027',
    '2026-13-01',
    'croissant 12',
    '25:00',
    'march',
  ])
    it(`"${words}" is none`, () => assert.equal(typedDate(words, TODAY), undefined));
});
