/**
 * How times, sizes and counts are written (components.md 7). British English and the creator's zone, the same on the
 * server and in the browser, so that a page never changes its words while it wakes up.
 */
const LOCALE = 'en-GB';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type When = number | string;
const instant = (when: When) => new Date(when);

const formats = new Map<string, Intl.DateTimeFormat>();
function write(when: When, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(options)}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(LOCALE, { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, format);
  return format.format(instant(when));
}

/** "Berlin" */
export const zoneCity = (zone: string) => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
/** "GMT+2", at that instant */
export const zoneOffset = (when: When, zone: string) =>
  write(when, zone, { timeZoneName: 'shortOffset', hour: 'numeric' }).split(' ').at(-1) ?? '';
/** "Berlin, GMT+2" */
export const zoneWords = (when: When, zone: string) => `${zoneCity(zone)}, ${zoneOffset(when, zone)}`;

/** "18:00" */
export const minute = (when: When, zone: string) => write(when, zone, { hour: '2-digit', minute: '2-digit' });
/** "18:00:30" */
export const second = (when: When, zone: string) =>
  write(when, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** ".12": cut, never rounded up to a second that had not come yet */
export const hundredths = (when: When) =>
  `.${String(Math.floor(instant(when).getMilliseconds() / 10)).padStart(2, '0')}`;
/** "18:00", or "18:00:30" when the seconds say something */
export const clockTime = (when: When, zone: string) =>
  instant(when).getTime() % MINUTE === 0 ? minute(when, zone) : second(when, zone);

/** "2026-10-14": the day as a date field wants it, and good for comparing days */
export function isoDay(when: When, zone: string): string {
  const key = `day ${zone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(key, format);
  return format.format(instant(when));
}

/** "Today", "Wed", "Wed 14 Oct", "14 Oct 2025": as little as says it */
export function day(when: When, zone: string, now: number): string {
  const at = instant(when).getTime();
  if (isoDay(at, zone) === isoDay(now, zone)) return 'Today';
  if (Math.abs(at - now) < 6 * DAY) return write(at, zone, { weekday: 'short' });
  if (isoDay(at, zone).slice(0, 4) === isoDay(now, zone).slice(0, 4)) return shortDay(at, zone);
  return write(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });
}
const shortDay = (when: When, zone: string) =>
  write(when, zone, { weekday: 'short', day: 'numeric', month: 'short' }).replaceAll(',', '');

/** "Today 18:00", "Wed 14 Oct, 18:00" */
export function postTime(when: When, zone: string, now: number): string {
  const words = day(when, zone, now);
  return `${words}${words.includes(' ') ? ',' : ''} ${clockTime(when, zone)}`;
}
/** "Wed 14 Oct, 18:00": for buttons and confirmations. Given the present, another year than its own is said. */
export const planned = (when: When, zone: string, now?: number) =>
  `${shortDay(when, zone)}${otherYear(when, zone, now)}, ${clockTime(when, zone)}`;
/** "Wednesday 14 October, 18:00:00 Berlin", with the year as in `planned` */
export const fullMoment = (when: When, zone: string, now?: number) =>
  `${longDay(when, zone, now)}, ${second(when, zone)} ${zoneCity(zone)}`;
/** "Wednesday 14 October", with the year as in `planned` */
export const longDay = (when: When, zone: string, now?: number) =>
  write(when, zone, { weekday: 'long', day: 'numeric', month: 'long' }).replaceAll(',', '') +
  otherYear(when, zone, now);
function otherYear(when: When, zone: string, now: number | undefined): string {
  const year = isoDay(when, zone).slice(0, 4);
  return now === undefined || isoDay(now, zone).slice(0, 4) === year ? '' : ` ${year}`;
}
/** "14 Oct" */
export const shortDate = (when: When, zone: string) => write(when, zone, { day: 'numeric', month: 'short' });
/** "14 Oct 2026" */
export const date = (when: When, zone: string) =>
  write(when, zone, { day: 'numeric', month: 'short', year: 'numeric' });

/** "3 h 27 min", "4 min 12 s", "2 days": the two largest units, seconds only under ten minutes */
export function span(ms: number): string {
  const s = Math.max(0, Math.floor(ms / SECOND));
  const days = Math.floor(s / 86_400);
  if (days >= 2) return `${days} days`;
  const hours = Math.floor(s / 3600);
  const minutes = Math.floor(s / 60) % 60;
  if (hours > 0) return minutes > 0 && hours < 24 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes >= 10) return `${minutes} min`;
  if (minutes > 0) return s % 60 > 0 ? `${minutes} min ${s % 60} s` : `${minutes} min`;
  return `${s} s`;
}
/** "in 3 h 27 min", "2 days ago" */
export const relative = (when: When, now: number) => {
  const ahead = instant(when).getTime() - now;
  return ahead >= 0 ? `in ${span(ahead)}` : `${span(-ahead)} ago`;
};

/** Handed over minus planned: "+0.12 s", "+1 min 5 s" */
export function lateness(ms: number): string {
  const sign = ms < 0 ? '−' : '+';
  const size = Math.abs(ms);
  return size < 10 * SECOND ? `${sign}${(Math.floor(size / 10) / 100).toFixed(2)} s` : `${sign}${span(size)}`;
}

/** "412 MB", "1.2 GB": decimal units */
export function bytes(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} GB`;
  if (count >= 1e6) return `${Math.round(count / 1e6)} MB`;
  return `${count > 0 ? Math.max(1, Math.round(count / 1e3)) : 0} kB`;
}
/** "0:41", "12:40" */
export const duration = (ms: number) => {
  const s = Math.round(ms / SECOND);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
};
/** "0:07.24": cut, as a frame is shown from its instant on */
export const exactTime = (ms: number) => {
  const hundredth = Math.floor(ms / 10);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(hundredth / 6000)}:${two(Math.floor(hundredth / 100) % 60)}.${two(hundredth % 100)}`;
};
/** "10 min", "90 s" */
export const limitWords = (seconds: number) => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);
export const count = (value: number) => value.toLocaleString(LOCALE);
/** "1 post", "3 posts" */
export const posts = (value: number) => `${count(value)} ${value === 1 ? 'post' : 'posts'}`;
