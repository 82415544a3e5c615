import type { View } from './days.ts';
import { VIEWS } from './days.ts';

/** The filter on status: what the API is asked for, and what only we can tell. */
export const STATUS_CHOICES = {
  '': { name: 'Any status', statuses: '', keeps: '', words: '' },
  scheduled: { name: 'Scheduled', statuses: 'scheduled', keeps: '', words: 'scheduled' },
  needs_you: {
    name: 'Needs you',
    statuses: 'scheduled,publishing,outcome_unknown',
    keeps: 'needs_you',
    words: 'waiting',
  },
  published: { name: 'Published', statuses: 'published', keeps: '', words: 'published' },
  failed: { name: 'Failed', statuses: 'failed', keeps: '', words: 'failed' },
  cancelled: { name: 'Cancelled', statuses: 'cancelled', keeps: '', words: 'cancelled' },
} as const;
export type StatusChoice = keyof typeof STATUS_CHOICES;

/** What the address of the calendar says: view, date, filters, and how far the list has grown. */
export interface CalendarQuery {
  view: View;
  date: string;
  account: string;
  status: StatusChoice;
  /** The zone times are shown in; the creator's own unless chosen. */
  zone: string;
  more: { before: number; after: number };
}

const WEEKS_MAX = 26;

export function readQuery(
  search: URLSearchParams,
  otherwise: { view: View; zone: string; today: (zone: string) => string },
): CalendarQuery {
  const zone = validZone(search.get('zone')) ?? otherwise.zone;
  const weeks = (name: string) => Math.min(WEEKS_MAX, Math.max(0, Math.trunc(Number(search.get(name))) || 0));
  const status = search.get('status') ?? '';
  const account = search.get('account') ?? '';
  return {
    view: VIEWS.find((view) => view === search.get('view')) ?? otherwise.view,
    date: validDay(search.get('date')) ?? otherwise.today(zone),
    account: /^acct_\w+$/.test(account) ? account : '',
    status: Object.hasOwn(STATUS_CHOICES, status) ? (status as StatusChoice) : '',
    zone,
    more: { before: weeks('before'), after: weeks('after') },
  };
}

/** The same page with something else chosen. A new date or view begins the list anew. */
export function addressOf(search: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(search);
  next.delete('before');
  next.delete('after');
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const words = next.toString();
  return words ? `/calendar?${words}` : '/calendar';
}

/** An address is something anyone may write. */
function validDay(day: string | null): string | null {
  if (!day || !/^20\d\d-\d\d-\d\d$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? day : null;
}

function validZone(zone: string | null): string | null {
  try {
    return zone && new Intl.DateTimeFormat('en', { timeZone: zone }) ? zone : null;
  } catch {
    return null;
  }
}
