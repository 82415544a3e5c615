import type { LucideIcon } from 'lucide-react';
import {
  AtSign,
  Bell,
  CalendarDays,
  CheckCheck,
  Clock,
  Film,
  History,
  Keyboard,
  List,
  LogOut,
  Monitor,
  Moon,
  Plus,
  Search,
  Sun,
} from 'lucide-react';
import { whatMeans } from '../composer/when.ts';
import { isoDay, planned } from '../lib/format.ts';
import { typedDate } from '../lib/go-to-date.ts';
import { readRecent } from '../lib/recent.ts';
import type { Standing } from '../lib/standing.server.ts';
import type { Theme } from '../lib/theme.ts';
import { FRAME_PLACES } from './frame-places.ts';

/** One line of the palette: it leads somewhere or does something. */
export interface PaletteItem {
  id: string;
  name: string;
  hint?: string;
  icon: LucideIcon;
  does: { to: string } | { run: () => void };
}
export interface PaletteGroup {
  name: string;
  items: PaletteItem[];
}
export interface FoundPost {
  id: string;
  caption: string;
  status: string;
  publishAt: string | null;
}
export interface PaletteWorld {
  words: string;
  zone: string;
  now: number;
  accounts: Standing['accounts'];
  unread: number;
  found: FoundPost[];
  setTheme: (theme: Theme) => void;
  openShortcuts: () => void;
  markAllRead: () => void;
  signOut: () => void;
}

const go = (id: string, name: string, icon: LucideIcon, to: string, hint?: string): PaletteItem => ({
  id,
  name,
  icon,
  does: { to },
  ...(hint && { hint }),
});

/** What the palette offers for the words typed so far. Posts were searched by the server already. */
export function paletteGroups(world: PaletteWorld): PaletteGroup[] {
  const { words } = world;
  const typed = words.trim();
  const fits = ({ name, hint = '' }: PaletteItem) =>
    typed
      .toLowerCase()
      .split(/\s+/)
      .every((word) => `${name} ${hint}`.toLowerCase().includes(word));
  const recent = readRecent().map(({ id, name, to }) => go(`recent ${id}`, name, History, to));
  const posts = world.found.map(({ id, caption, publishAt, status }) =>
    go(
      id,
      caption.trim().slice(0, 80) || 'No caption',
      Film,
      `/posts/${id}`,
      publishAt ? planned(publishAt, world.zone) : status.replaceAll('_', ' '),
    ),
  );
  return [
    { name: 'Recent', items: typed ? [] : recent },
    { name: 'Go to a date', items: dates(world) },
    { name: 'Actions', items: actions(world).filter(fits) },
    { name: 'Pages', items: pages().filter(fits) },
    { name: 'Posts', items: typed ? posts : [] },
    { name: 'Accounts', items: accountPages(world).filter(fits) },
    {
      name: 'Search',
      items: typed
        ? [go('search', `Search posts for “${typed}”`, Search, `/posts?${new URLSearchParams({ q: typed })}`)]
        : [],
    },
  ].filter(({ items }) => items.length > 0);
}

function dates({ words, zone, now }: PaletteWorld): PaletteItem[] {
  const typed = typedDate(words, isoDay(now, zone));
  if (!typed) return [];
  const { date, time } = typed;
  const noon = Date.parse(`${date}T12:00:00Z`);
  const dayWords = planned(noon, 'UTC').split(',')[0] ?? date;
  const items = [go(`day ${date}`, `Calendar on ${dayWords}`, CalendarDays, `/calendar?date=${date}`)];
  const means = time ? whatMeans(date, time, zone, 'first') : undefined;
  if (means?.kind !== 'at' || means.at <= now) return items;
  const at = new Date(means.at).toISOString();
  const to = `/posts/new?${new URLSearchParams({ at })}`;
  return [go(`new ${at}`, `New post for ${planned(at, zone)}`, Plus, to), ...items];
}

function actions(world: PaletteWorld): PaletteItem[] {
  const does = (id: string, name: string, icon: LucideIcon, run: () => void): PaletteItem => ({
    id,
    name,
    icon,
    does: { run },
  });
  return [
    go('new', 'New post', Plus, '/posts/new', 'c'),
    ...(world.unread > 0 ? [does('read', 'Mark all notices read', CheckCheck, world.markAllRead)] : []),
    does('light', 'Light theme', Sun, () => world.setTheme('light')),
    does('dark', 'Dark theme', Moon, () => world.setTheme('dark')),
    does('system', 'Theme of this device', Monitor, () => world.setTheme('system')),
    { ...does('keys', 'Keyboard shortcuts', Keyboard, world.openShortcuts), hint: '?' },
    does('out', 'Sign out', LogOut, world.signOut),
  ];
}

const pages = (): PaletteItem[] => [
  ...FRAME_PLACES.map(({ to, name, icon, keys }) => go(to, name, icon, to, keys)),
  go('/notifications', 'Notices', Bell, '/notifications', 'g n'),
  go('needs-you', 'Posts that need you', Clock, '/posts?tab=needs-you'),
  go('failed', 'Posts that failed', List, '/posts?tab=failed'),
  go('drafts', 'Drafts', List, '/posts?tab=drafts'),
];

const accountPages = ({ accounts }: PaletteWorld): PaletteItem[] =>
  accounts.map(({ id, nickname, username }) =>
    go(id, `Posts of ${nickname}`, AtSign, `/posts?${new URLSearchParams({ account: id })}`, `@${username}`),
  );
