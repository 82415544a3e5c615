/** Times as the old API read them (legacy-api.md 4 "Times in"): Pydantic's forms, no offset = UTC. Pure. */
import type { ValidationItem } from './errors.ts';

const SECOND = 1000;
/** Greater numbers are milliseconds. */
const SECONDS_MAX = 2e10;
const YEAR_1 = utc(1, 1, 1);
const YEAR_10000 = utc(10_000, 1, 1);

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt_ ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|z|([+-])(\d{2}):?(\d{2}))?)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The instant in milliseconds UTC, or what is wrong with it. */
export function readTime(
  input: unknown,
  loc: ValidationItem['loc'],
): { at: number; item?: undefined } | { item: ValidationItem } {
  if (typeof input !== 'string' && typeof input !== 'number')
    return { item: { type: 'datetime_type', loc, msg: 'Input should be a valid datetime', input } };
  const at = typeof input === 'number' || NUMBER.test(input) ? fromNumber(Number(input)) : fromText(input);
  if (typeof at === 'string') return { item: unreadable('datetime_from_date_parsing', at, loc, input) };
  if (at >= YEAR_1 && at < YEAR_10000) return { at };
  return { item: unreadable('datetime_parsing', 'year is out of range', loc, input) };
}

const unreadable = (
  type: string,
  reason: string,
  loc: ValidationItem['loc'],
  input: unknown,
): ValidationItem => ({
  type,
  loc,
  msg: `Input should be a valid ${type === 'datetime_parsing' ? 'datetime' : 'datetime or date'}, ${reason}`,
  input,
  ctx: { error: reason },
});

const fromNumber = (value: number) => Math.round(Math.abs(value) > SECONDS_MAX ? value : value * SECOND);

/** The instant, or the reason why there is none. */
function fromText(text: string): number | string {
  const found = FORM.exec(text);
  if (!found) return whyNot(text);
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12) return 'month value is outside expected range of 1-12';
  if (day < 1 || day > daysOf(year, month)) return 'day value is outside expected range';
  const offsetMinutes = Number(found[10] ?? 0) * 60 + Number(found[11] ?? 0);
  if (hour > 23 || minute > 59 || second > 59 || offsetMinutes >= 24 * 60) return EXTRA;
  const ms = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3));
  const offset = (found[9] === '-' ? -1 : 1) * offsetMinutes * 60 * SECOND;
  // Year 0 exists in this calendar, but in no datetime of the old one; an offset does not save it.
  if (year === 0) return YEAR_1 - 1;
  return utc(year, month, day) + ((hour * 60 + minute) * 60 + second) * SECOND + ms - offset;
}

const EXTRA = 'unexpected extra characters at the end of the input';

function whyNot(text: string): string {
  if (text.length < 10) return 'input is too short';
  if (!/^\d{4}/.test(text)) return 'invalid character in year';
  if (text[4] !== '-') return 'invalid date separator, expected `-`';
  if (!/^\d{2}/.test(text.slice(5))) return 'invalid character in month';
  if (text[7] !== '-') return 'invalid date separator, expected `-`';
  return /^\d{2}/.test(text.slice(8)) ? EXTRA : 'invalid character in day';
}

const daysOf = (year: number, month: number) => new Date(utc(year, month + 1, 0)).getUTCDate();

/** `Date.UTC` reads years below 100 as 19xx. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
