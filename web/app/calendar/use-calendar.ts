import { useNavigation, useSearchParams } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useMinute } from '../lib/clock.ts';
import { isoDay, minute } from '../lib/format.ts';
import type { View } from './days.ts';
import { daysOf } from './days.ts';
import type { CalendarData } from './load.server.ts';
import type { CalendarQuery } from './query.ts';
import { readQuery } from './query.ts';
import { usualTime } from './slot.ts';
import type { Tile } from './tile.ts';
import { tilesByDay } from './tiles-by-day.ts';

const NARROW = '(max-width: 47.99rem)';
const SKELETON_AFTER_MS = 150;

function subscribe(listener: () => void) {
  const list = window.matchMedia(NARROW);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}
/** A phone's width shows the list alone: the server can only guess it, and lets the page say so once it is awake. */
const useFitting = (view: View): View =>
  useSyncExternalStore(
    subscribe,
    () => (window.matchMedia(NARROW).matches ? 'list' : view),
    () => view,
  );

/** What is shown: where the address leads, even while its posts are on their way. */
export function useShown(
  data: CalendarData,
  home: string,
): { query: CalendarQuery; view: View; waits: boolean } {
  const { location, state } = useNavigation();
  const going = state === 'loading' && location?.pathname === '/calendar' ? location.search : null;
  const query = useMemo(() => {
    if (going === null) return data.query;
    const search = new URLSearchParams(going);
    return readQuery(search, {
      view: data.query.view,
      zone: home,
      today: (zone) => isoDay(Date.now(), zone),
    });
  }, [going, data.query, home]);
  const view = useFitting(query.view);
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (going === null) return;
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [going]);
  return { query, view, waits: going !== null && late };
}

/** Days, today, and the posts by day. Days outside the month that was loaded are simply empty until they are. */
export function useDays(data: CalendarData, query: CalendarQuery, view: View, tiles: Tile[]) {
  const now = useMinute();
  const { zone } = query;
  const today = isoDay(now, zone);
  const days = useMemo(() => {
    const all = daysOf(query.view, query.date, data.weekStart, query.more);
    // A list begins at its day; what came before it is asked for with "Earlier".
    return view === 'list' && query.more.before === 0 ? all.filter((day) => day >= query.date) : all;
  }, [query, view, data.weekStart]);
  const before = useRef<Map<string, Tile[]>>(new Map());
  const byDay = useMemo(() => {
    before.current = tilesByDay(tiles, zone, before.current);
    return before.current;
  }, [tiles, zone]);
  const usual = useMemo(() => usualTime(tiles, (at) => minute(at, zone)), [tiles, zone]);
  return { now, today, days, byDay, usual };
}

/** A way to the same page with something else chosen. */
export const useSearch = () => useSearchParams()[0];
