/** A day, and perhaps a time of it, as a person types them into the palette: "next fri 18:00", "14 oct", "tomorrow 9". */
export interface TypedDate {
  /** 2026-10-16 */
  date: string;
  /** 18:00, or null when none was typed */
  time: string | null;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** What the words mean, seen from `today` (2026-10-14). Undefined when they are no date. */
export function typedDate(words: string, today: string): TypedDate | undefined {
  const { rest, time } = cutTime(words.trim().toLowerCase().replaceAll(',', ' ').replaceAll(/\s+/g, ' '));
  if (rest === '') return time ? { date: today, time } : undefined;
  const date = relativeDay(rest, today) ?? isoDay(rest) ?? dayAndMonth(rest, today);
  return date ? { date, time } : undefined;
}

/** "18:00", "18.30", "6pm", "at 9": at the end only, so that "14 oct" keeps its 14. */
function cutTime(words: string): { rest: string; time: string | null } {
  const clock = /(?:^|\s)(?:at\s+)?(\d{1,2})[:.](\d{2})$/.exec(words);
  const half = /(?:^|\s)(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)$/.exec(words);
  const hour = /(?:^|\s)at\s+(\d{1,2})$|^(?:today|tomorrow|(?:next )?[a-z]{3,9})\s+(\d{1,2})$/.exec(words);
  if (half) return cut(words, half.index, (Number(half[1]) % 12) + (half[3] === 'pm' ? 12 : 0), half[2]);
  if (clock) return cut(words, clock.index, Number(clock[1]), clock[2]);
  if (hour && !beginsWithMonth(words)) {
    const typed = hour[1] ?? hour[2] ?? '';
    return cut(words, words.length - typed.length, Number(typed), '00');
  }
  return { rest: words, time: null };
}
const beginsWithMonth = (words: string) => nameIn(MONTHS, words.split(' ')[0] ?? '') !== undefined;

function cut(words: string, index: number, hour: number, minute = '00') {
  const rest = words
    .slice(0, index)
    .trim()
    .replace(/\s?\bat$/, '');
  if (hour > 23 || Number(minute) > 59) return { rest: words, time: null };
  return { rest, time: `${String(hour).padStart(2, '0')}:${minute}` };
}

function relativeDay(words: string, today: string): string | undefined {
  const near = { today: 0, tomorrow: 1, yesterday: -1 }[words];
  if (near !== undefined) return plus(today, near);
  const [, amount = '', unit] = /^in (\d{1,3}) (day|week)s?$/.exec(words) ?? [];
  if (unit) return plus(today, Number(amount) * (unit === 'week' ? 7 : 1));
  const [, next, name = ''] = /^(?:(next|on|this) )?([a-z]+)$/.exec(words) ?? [];
  const weekday = nameIn(WEEKDAYS, name);
  if (weekday === undefined) return undefined;
  // "fri" is the one to come, today only by its own name; "next fri" is the one to come as well, and never today.
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7 || 7;
  return plus(today, next === 'this' && ahead === 7 ? 0 : ahead);
}

const isoDay = (words: string) => {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words) ?? [];
  return year ? realDay(Number(year), Number(month), Number(day)) : undefined;
};

/** "14 oct", "oct 14 2027", "14.10.", "14/10": the next such day when no year was typed. British order. */
function dayAndMonth(words: string, today: string): string | undefined {
  const named =
    /^(?:[a-z]+ )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)(?: (\d{4}))?$/.exec(words) ??
    swap(/^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(words));
  const numbers = /^(\d{1,2})[./](\d{1,2})[./]?(\d{4})?$/.exec(words);
  const [, day = '', month = '', year] = named ?? numbers ?? [];
  const index = named ? nameIn(MONTHS, month) : Number(month) - 1;
  if (index === undefined || day === '') return undefined;
  if (year) return realDay(Number(year), index + 1, Number(day));
  const thisYear = realDay(Number(today.slice(0, 4)), index + 1, Number(day));
  if (thisYear && thisYear >= today) return thisYear;
  return realDay(Number(today.slice(0, 4)) + 1, index + 1, Number(day)) ?? thisYear;
}
const swap = (found: RegExpExecArray | null) => found && [found[0], found[2], found[1], found[3]];

const LETTERS_MIN = 3;
const nameIn = (names: string[], typed: string): number | undefined => {
  const index = names.findIndex((name) => typed.length >= LETTERS_MIN && name.startsWith(typed));
  return index < 0 ? undefined : index;
};

const plus = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Undefined for the 31st of June. */
function realDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : undefined;
}
