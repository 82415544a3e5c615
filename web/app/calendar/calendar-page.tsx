import { useNavigate } from '@remix-run/react';
import { Suspense, useCallback, useRef, useState } from 'react';
import { Awake } from '../components/awake.tsx';
import { lazily } from '../components/lazily.tsx';
import { TopBar } from '../components/top-bar.tsx';
import { useShortcuts } from '../lib/shortcuts.ts';
import { useLiveRefresh } from '../lib/use-live.ts';
import { monthName, monthYear, weekWords } from './day-words.ts';
import { step, weekOf } from './days.ts';
import { DraftsButton, DraftsTray } from './drafts-tray.tsx';
import { FilterSheet, Filters, Period, ViewSwitch } from './head.tsx';
import type { CalendarData } from './load.server.ts';
import { Trouble } from './notes.tsx';
import { addressOf } from './query.ts';
import { useDays, useSearch, useShown } from './use-calendar.ts';
import { useOverlay } from './use-overlay.ts';
import { GridView, ListView, restingCell } from './views.tsx';

const Hands = lazily(() => import('./hands.tsx'));

/** The plan, to be seen and shaped (ui.md 3.5). */
export function CalendarPage({ data, home }: { data: CalendarData; home: string }) {
  const { query, view, waits } = useShown(data, home);
  const search = useSearch();
  const root = useRef<HTMLDivElement>(null);
  const [night, setNight] = useState(false);
  const [docked, setDocked] = useState(true);
  const [drawer, setDrawer] = useState(false);
  const overlay = useOverlay(data.tiles, query.zone);
  const shown = useDays(data, query, view, overlay.tiles);
  const { now, today } = shown;
  useLiveRefresh((hint) => hint.type === 'post');

  const to = (change: Record<string, string | null>) => addressOf(search, change);
  const toDay = (date: string) => to({ date: date === today ? null : date });
  const earlier = toDay(step(view, query.date, -1));
  const later = toDay(step(view, query.date, 1));
  useViewKeys({
    t: to({ date: null }),
    ArrowLeft: earlier,
    ArrowRight: later,
    1: to({ view: 'month' }),
    2: to({ view: 'week' }),
    3: to({ view: 'list' }),
  });
  const hide = useCallback(() => {
    setDocked(false);
    setDrawer(false);
  }, []);

  const week = weekOf(query.date, data.weekStart);
  const [first = query.date, last = query.date] = [week[0], week[6]];
  const title = view === 'week' ? weekWords(first, last) : monthYear(query.date);
  const thisYear = query.date.slice(0, 4) === today.slice(0, 4);
  const cell = restingCell(overlay.chosen, { view, query, today, days: shown.days, night });
  const filters = { query, accounts: data.accounts, home, now, to };
  const parts = { data, query, view, waits, home, title, to, toDay, week, overlay, cell, ...shown };
  return (
    <>
      <TopBar
        wide
        actions={
          <>
            <Filters {...filters} />
            <ViewSwitch view={view} to={(next) => to({ view: next })} />
            {view !== 'list' && (
              <DraftsButton
                count={data.drafts.length}
                docked={docked}
                onPress={() => {
                  setDocked(true);
                  setDrawer(true);
                }}
              />
            )}
          </>
        }
      >
        <Period
          title={title}
          short={view === 'list' && thisYear ? monthName(query.date) : title}
          unit={view === 'month' ? 'month' : 'week'}
          earlier={earlier}
          later={later}
          today={to({ date: null })}
        >
          <FilterSheet {...filters} />
        </Period>
      </TopBar>
      {data.tiles === null ? (
        <Trouble requestId={data.trouble} />
      ) : (
        <div
          ref={root}
          aria-busy={waits}
          className={`group/plan relative grid items-start gap-5 ${docked && view !== 'list' ? 'xl:grid-cols-[minmax(0,1fr)_172px]' : ''}`}
        >
          <p id="tile-keys" hidden>
            Press M to pick up, Alt and an arrow key to move at once.
          </p>
          <div className="relative min-w-0">
            {view === 'list' ? (
              <ListView {...parts} />
            ) : (
              <GridView {...parts} night={night} onNight={setNight} />
            )}
          </div>
          {view !== 'list' && (
            <DraftsTray
              drafts={data.drafts}
              zone={query.zone}
              docked={docked}
              drawer={drawer}
              lifted={overlay.lifted?.piece.id ?? null}
              onClose={hide}
            />
          )}
          <Awake>
            <Suspense fallback={null}>
              <Hands root={root} {...parts} night={night} />
            </Suspense>
          </Awake>
        </div>
      )}
    </>
  );
}

/** Keys that lead to another view or period. */
function useViewKeys(addresses: Record<string, string>): void {
  const navigate = useNavigate();
  useShortcuts(
    Object.fromEntries(
      Object.entries(addresses).map(([key, address]) => [
        key,
        () => navigate(address, { preventScrollReset: true }),
      ]),
    ),
  );
}
