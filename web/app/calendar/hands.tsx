import { useLocation, useNavigate } from '@remix-run/react';
import type { RefObject } from 'react';
import { Suspense, startTransition, useEffect, useState } from 'react';
import { lazily } from '../components/lazily.tsx';
import { useToast } from '../components/toast.tsx';
import { browserNow } from '../lib/clock.ts';
import { useFetchLater } from '../lib/fetch-later.ts';
import type { Wall } from '../lib/wall.ts';
import { wallOf } from '../lib/wall.ts';
import type { View } from './days.ts';
import type { Opened } from './dialogs.tsx';
import type { CalendarData } from './load.server.ts';
import type { Plan } from './moves.ts';
import { judge, judgeInstant } from './moves.ts';
import type { CalendarQuery } from './query.ts';
import { composerAt } from './slot.ts';
import type { Piece } from './tile.ts';
import { isTile } from './tile.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useLongPress } from './use-long-press.ts';
import { useMoves } from './use-moves.ts';
import type { Cell, Overlay } from './use-overlay.ts';
import { usePickup } from './use-pickup.ts';

const DragLayer = lazily(() => import('./drag-layer.tsx'));
const loadDialogs = () => import('./dialogs.tsx');
const Dialogs = lazily(loadDialogs);
const LATER = [loadDialogs];

interface HandsProps {
  /** Holds the views and the tray: all that can be pressed, focused and dragged. */
  root: RefObject<HTMLElement | null>;
  data: CalendarData;
  query: CalendarQuery;
  view: View;
  home: string;
  now: number;
  night: boolean;
  usual: string;
  cell: Cell;
  overlay: Overlay;
  toDay: (date: string) => string;
}

/** What can be done in the calendar: by keys, by mouse and by finger. It comes after the first paint, which needs none of it. */
export default function Hands({
  root,
  data,
  query,
  view,
  home,
  now,
  night,
  usual,
  cell,
  ...props
}: HandsProps) {
  const { zone } = query;
  const { placed, choose, setReady } = props.overlay;
  const [opened, setOpened] = useState<Opened | null>(null);
  const navigate = useNavigate();
  const toast = useToast();
  const move = useMoves(props.overlay, zone);
  const plan: Plan = { zone, now: browserNow(), tiles: placed };
  const pickup = usePickup(props.overlay, plan);
  const find = (id: string) =>
    placed.find((tile) => tile.id === id) ?? data.drafts.find((draft) => draft.id === id);

  const compose = (piece: Piece, at: number) =>
    navigate(composerAt({ wall: wallOf(at, zone), zone }, { home, postId: piece.id }));
  /** A post dropped at a time on the wall, by whichever hand: false when it stays where it was. */
  const drop = (piece: Piece, wall: Wall): boolean => {
    const verdict = judge(piece, wall, { ...plan, now: browserNow() });
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

  useGridKeys({
    root,
    view,
    query,
    weekStart: data.weekStart,
    night,
    now,
    usual,
    cell,
    choose,
    pickup,
    find,
    drop,
    goTo: (date) => navigate(props.toDay(date), { preventScrollReset: true }),
    open: setOpened,
  });
  useLongPress(root, (id) => {
    const piece = find(id);
    if (piece) setOpened({ kind: 'move', piece, wall: wallOf(piece.at ?? now, zone) });
  });
  useFetchLater(LATER);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever led elsewhere closes what was open
  useEffect(() => setOpened(null), [key]);
  // Presses and keys are heard: a list shows nothing else of it.
  useEffect(() => void root.current?.setAttribute('data-hands', ''), [root]);
  // From now on one cell of the grid takes the focus. Hundreds of them hear of it, which may take its time.
  useEffect(() => {
    if (view !== 'list') startTransition(() => setReady(true));
  }, [view, setReady]);

  return (
    <>
      {view !== 'list' && (
        <Suspense fallback={null}>
          <DragLayer
            root={root}
            view={view}
            zone={zone}
            usual={usual}
            find={find}
            judge={(piece, wall) => judge(piece, wall, { ...plan, now: browserNow() })}
            onDrop={drop}
          />
        </Suspense>
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
