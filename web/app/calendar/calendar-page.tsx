import { useLocation, useNavigate } from '@remix-run/react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useToast } from '../components/toast.tsx';
import { useShortcuts } from '../lib/shortcuts.ts';
import { useAwake } from '../lib/use-awake.ts';
import { usePoll } from '../lib/use-poll.ts';
import { AgendaList } from './agenda-list.tsx';
import { dayNumber, monthName, monthYear, weekWords } from './day-words.ts';
import type { Wall } from './days.ts';
import { step, wallOf, weekOf } from './days.ts';
import type { Opened } from './dialogs.tsx';
import { DraftsButton, DraftsTray } from './drafts-tray.tsx';
import { Filters, Period, ViewSwitch } from './head.tsx';
import { Legend } from './legend.tsx';
import type { CalendarData } from './load.server.ts';
import { MonthGrid } from './month-grid.tsx';
import type { Plan } from './moves.ts';
import { composerAt, judge, judgeInstant } from './moves.ts';
import { NothingHere, Trouble } from './notes.tsx';
import { addressOf } from './query.ts';
import type { Piece } from './tile.ts';
import { isTile } from './tile.ts';
import { useDays, useSearch, useShown } from './use-calendar.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useLongPress } from './use-long-press.ts';
import { useMoves } from './use-moves.ts';
import { usePickup, withLifted } from './use-pickup.ts';
import { WeekGrid } from './week-grid.tsx';
import { WeekStrip } from './week-strip.tsx';

const DragLayer = lazy(() => import('./drag-layer.tsx'));
const Dialogs = lazy(() => import('./dialogs.tsx'));
const POLL_MS = 30_000;

/** The plan, to be seen and shaped (ui.md 3.5). */
export function CalendarPage({ data, home }: { data: CalendarData; home: string }) {
  const { query, view, waits } = useShown(data, home);
  const { zone } = query;
  const search = useSearch();
  const navigate = useNavigate();
  const toast = useToast();
  const awake = useAwake();
  const root = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [night, setNight] = useState(false);
  const [docked, setDocked] = useState(true);
  const [drawer, setDrawer] = useState(false);
  const { tiles: placed, move } = useMoves(data.tiles, zone);
  usePoll(POLL_MS);

  const plan: Plan = { zone, now: Date.now(), tiles: placed };
  const pickup = usePickup(plan);
  const tiles = withLifted(placed, pickup.lifted, zone);
  const { now, today, days, byDay, usual } = useDays(data, query, view, tiles);
  if (!awake) plan.now = now;
  const to = (change: Record<string, string | null>) => addressOf(search, change);
  const toDay = (date: string) => to({ date: date === today ? null : date });
  const find = (id: string) =>
    placed.find((tile) => tile.id === id) ?? data.drafts.find((draft) => draft.id === id);

  const compose = (piece: Piece, at: number) =>
    navigate(composerAt({ wall: wallOf(at, zone), zone }, { home, postId: piece.id }));
  /** A post dropped at a time on the wall, by whichever hand: false when it stays where it was. */
  const drop = (piece: Piece, wall: Wall): boolean => {
    const verdict = judge(piece, wall, { ...plan, now: Date.now() });
    if (verdict.kind === 'move' && isTile(piece)) void move(piece, verdict.at, verdict.warning);
    else if (verdict.kind === 'compose') compose(piece, verdict.at);
    else if (verdict.kind === 'ask') setOpened({ kind: 'move', piece, wall });
    else if (verdict.kind === 'refused') toast({ tone: 'bad', text: verdict.reason });
    return verdict.kind === 'move' || verdict.kind === 'compose';
  };
  const decide = (piece: Piece, at: number) => {
    const verdict = judgeInstant(piece, at, plan);
    if (verdict.kind === 'move' && isTile(piece)) void move(piece, at, verdict.warning);
    else if (verdict.kind === 'compose') compose(piece, at);
  };

  const keys = useGridKeys({
    root,
    view,
    query,
    weekStart: data.weekStart,
    night,
    now,
    usual,
    pickup,
    find,
    drop,
    byDay,
    goTo: (date) => navigate(toDay(date), { preventScrollReset: true }),
    open: setOpened,
  });
  useLongPress(root, (id) => {
    const piece = find(id);
    if (piece) setOpened({ kind: 'move', piece, wall: wallOf(piece.at ?? now, zone) });
  });
  const go = (address: string) => navigate(address, { preventScrollReset: true });
  useShortcuts({
    t: () => go(to({ date: null })),
    ArrowLeft: () => go(toDay(step(view, query.date, -1))),
    ArrowRight: () => go(toDay(step(view, query.date, 1))),
    1: () => go(to({ view: 'month' })),
    2: () => go(to({ view: 'week' })),
    3: () => go(to({ view: 'list' })),
  });
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever led elsewhere closes what was open
  useEffect(() => setOpened(null), [key]);
  const hide = useCallback(() => {
    setDocked(false);
    setDrawer(false);
  }, []);

  const week = weekOf(query.date, data.weekStart);
  const title =
    view === 'week' ? weekWords(week[0] ?? query.date, week[6] ?? query.date) : monthYear(query.date);
  const thisYear = query.date.slice(0, 4) === today.slice(0, 4);
  const grid = {
    date: query.date,
    weekStart: data.weekStart,
    zone,
    home,
    now,
    today,
    byDay,
    active: awake ? keys.active : null,
    lifted: pickup.lifted?.piece.id ?? null,
    usual,
    loading: waits,
  };
  const empty = data.tiles !== null && !waits && !days.some((day) => byDay.has(day));
  const grows = (name: 'before' | 'after') => {
    const more = new URLSearchParams(
      to({ view: view === 'list' ? 'list' : query.view, date: query.date }).split('?')[1],
    );
    for (const side of ['before', 'after'] as const)
      more.set(side, String(query.more[side] + (side === name ? 4 : 0)));
    return `/calendar?${more}`;
  };
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 max-md:flex-1">
          <Period
            title={title}
            short={view === 'list' && thisYear ? monthName(query.date) : title}
            view={view === 'month' ? 'month' : 'week'}
            earlier={toDay(step(view, query.date, -1))}
            later={toDay(step(view, query.date, 1))}
            today={to({ date: null })}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2 md:ml-auto">
          <Filters query={query} accounts={data.accounts} home={home} now={now} to={to} />
          <ViewSwitch view={view} to={(next) => to({ view: next })} />
          <DraftsButton
            count={data.drafts.length}
            docked={docked}
            onPress={() => {
              setDocked(true);
              setDrawer(true);
            }}
          />
        </div>
      </div>
      {data.tiles === null ? (
        <Trouble requestId={data.trouble} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: one ear for hundreds of light tiles; each has its own link and button
        <div
          ref={root}
          aria-busy={waits}
          onClick={keys.onClick}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          className={`relative grid items-start gap-5 ${docked && view !== 'list' ? 'xl:grid-cols-[minmax(0,1fr)_172px]' : ''}`}
        >
          <p id="tile-keys" hidden>
            Press M to pick up, Alt and an arrow key to move at once.
          </p>
          <div className="relative min-w-0">
            {view === 'list' ? (
              <>
                <WeekStrip
                  days={week}
                  current={query.date}
                  today={today}
                  byDay={byDay}
                  toDay={toDay}
                  onStep={(by) => navigate(toDay(step('week', query.date, by)), { preventScrollReset: true })}
                />
                {empty && (
                  <NothingHere
                    query={query}
                    period={monthName(query.date)}
                    reset={to({ account: null, status: null })}
                  />
                )}
                <AgendaList
                  days={days}
                  byDay={byDay}
                  zone={zone}
                  today={today}
                  now={now}
                  earlier={grows('before')}
                  later={grows('after')}
                />
              </>
            ) : (
              <>
                {/* biome-ignore lint/a11y/useSemanticElements: a grid of days with a roving focus */}
                <div role="grid" aria-label={title} className="max-md:min-w-[44rem]">
                  {view === 'month' ? (
                    <MonthGrid {...grid} />
                  ) : (
                    <WeekGrid {...grid} night={night} onNight={setNight} />
                  )}
                </div>
                {empty && (
                  <div className="pointer-events-none absolute inset-0 grid place-items-center">
                    <NothingHere
                      query={query}
                      period={
                        view === 'week'
                          ? `${dayNumber(week[0] ?? '')} to ${dayNumber(week[6] ?? '')} ${monthName(week[6] ?? '')}`
                          : monthName(query.date)
                      }
                      reset={to({ account: null, status: null })}
                      drag
                    />
                  </div>
                )}
                <Legend days={days} zone={zone} />
              </>
            )}
          </div>
          {view !== 'list' && (
            <DraftsTray
              drafts={data.drafts}
              zone={zone}
              docked={docked}
              drawer={drawer}
              lifted={grid.lifted}
              onClose={hide}
            />
          )}
          {awake && view !== 'list' && (
            <Suspense fallback={null}>
              <DragLayer
                root={root}
                view={view}
                zone={zone}
                usual={usual}
                find={find}
                judge={(piece, wall) => judge(piece, wall, { ...plan, now: Date.now() })}
                onDrop={drop}
              />
            </Suspense>
          )}
        </div>
      )}
      {opened && (
        <Suspense fallback={null}>
          <Dialogs
            key={opened.kind}
            opened={opened}
            tiles={placed}
            drafts={data.drafts}
            accounts={data.accounts}
            account={query.account}
            plan={plan}
            home={home}
            usual={usual}
            open={setOpened}
            onMove={decide}
          />
        </Suspense>
      )}
    </>
  );
}
