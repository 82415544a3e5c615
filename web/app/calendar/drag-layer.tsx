import type { DragEndEvent } from '@dnd-kit/core';
import {
  DndContext,
  DragOverlay,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Wall } from '../lib/wall.ts';
import { wallOf } from '../lib/wall.ts';
import type { View } from './days.ts';
import { nearInstant, snap, timeOfMinute } from './days.ts';
import type { Verdict } from './moves.ts';
import { aimWords } from './moves.ts';
import { TileFace } from './post-tile.tsx';
import type { Piece } from './tile.ts';

const HANDLE = 'piece';
/** Drags begin after 6 px, or a press of 250 ms (components.md 6). */
const DISTANCE_PX = 6;
const PRESS_MS = 250;
const SNAP_MINUTES = 15;
const AFTER_CLICK_MS = 80;

/** The page scrolls when a tile is held near its top or bottom; a month has no sideways. */
const EDGES = { threshold: { x: 0, y: 0.08 } };

interface DragProps {
  /** Holds every tile; tiles name their post in `data-tile`, places to drop are `data-drop`. */
  root: RefObject<HTMLElement | null>;
  view: View;
  zone: string;
  usual: string;
  find: (id: string) => Piece | undefined;
  judge: (piece: Piece, wall: Wall) => Verdict;
  /** Does it; false when it was refused and the tile springs back. */
  onDrop: (piece: Piece, wall: Wall) => boolean;
}

interface Aim {
  wall: Wall;
  cell: Element;
}

/**
 * Dragging by mouse or finger. One handle serves all tiles: it is set to the tile that is pressed, so that hundreds of
 * them cost nothing, and the whole layer may come after the first paint without anything being drawn again.
 */
export default function DragLayer({ root, view, zone, usual, find, judge, onDrop }: DragProps) {
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: DISTANCE_PX } }),
    useSensor(TouchSensor, { activationConstraint: { delay: PRESS_MS, tolerance: 8 } }),
  );
  const held = useRef<{ element: HTMLElement; grip: number } | null>(null);
  const pointer = useRef({ x: 0, y: 0, fine: false });
  const [piece, setPiece] = useState<Piece | null>(null);
  const [aim, setAim] = useState<Aim | null>(null);
  const [springs, setSprings] = useState(false);

  useEffect(() => {
    const track = (event: MouseEvent | TouchEvent) => {
      const at = 'touches' in event ? event.touches[0] : event;
      if (at) pointer.current = { x: at.clientX, y: at.clientY, fine: event.altKey };
    };
    window.addEventListener('mousemove', track, { capture: true, passive: true });
    window.addEventListener('touchmove', track, { capture: true, passive: true });
    return () => {
      window.removeEventListener('mousemove', track, { capture: true });
      window.removeEventListener('touchmove', track, { capture: true });
    };
  }, []);

  const look = () => {
    if (!piece || !held.current) return;
    const next = aimAt(pointer.current, held.current.grip, view, piece, { zone, usual });
    if (next?.cell === aim?.cell && next?.wall.date === aim?.wall.date && next?.wall.time === aim?.wall.time)
      return;
    aim?.cell.removeAttribute('data-over');
    next?.cell.setAttribute('data-over', '');
    setAim(next);
  };
  const end = (drop: boolean) => {
    held.current?.element.removeAttribute('data-lifted');
    root.current?.removeAttribute('data-dragging');
    aim?.cell.removeAttribute('data-over');
    // The click that ends a drag is no visit to the post.
    const swallow = (event: Event) => event.preventDefault();
    window.addEventListener('click', swallow, { capture: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), AFTER_CLICK_MS);
    const taken = drop && piece !== null && aim !== null && onDrop(piece, aim.wall);
    setSprings(!taken && !window.matchMedia('(prefers-reduced-motion: reduce)').matches);
    setPiece(null);
    setAim(null);
  };
  const words = piece && aim ? aimWords(aim.wall, judge(piece, aim.wall), zone) : null;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={() => []}
      autoScroll={EDGES}
      accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: '' } }}
      onDragStart={() => {
        const found = find(held.current?.element.dataset.tile ?? '');
        held.current?.element.setAttribute('data-lifted', '');
        root.current?.setAttribute('data-dragging', '');
        setPiece(found ?? null);
      }}
      onDragMove={look}
      onDragEnd={(_: DragEndEvent) => end(true)}
      onDragCancel={() => end(false)}
    >
      <Handle root={root} held={held} />
      <DragOverlay dropAnimation={springs ? { duration: 160, easing: 'cubic-bezier(0.2,0.8,0.2,1)' } : null}>
        {piece && (
          <div className="relative">
            {words && (
              <span
                className={`absolute bottom-full left-0 z-[1] mb-1.5 whitespace-nowrap rounded-sm px-2 py-1 font-strong text-xs ${
                  words.bad ? 'bg-bad-fill text-on-bad' : 'bg-primary text-on-primary'
                }`}
              >
                {words.text}
              </span>
            )}
            <div className="cursor-grabbing rounded-sm bg-raised shadow-3 ring-2 ring-steel">
              <TileFace
                piece={piece}
                at={aim ? nearInstant(aim.wall, zone) : piece.at}
                zone={zone}
                compact={view === 'week'}
              />
            </div>
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** Readers hear of moves by keys from us, in our own words; a pointer needs none. */
const SILENT = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

function Handle({
  root,
  held,
}: {
  root: DragProps['root'];
  held: { current: { element: HTMLElement; grip: number } | null };
}) {
  const { setNodeRef, listeners } = useDraggable({ id: HANDLE });
  useEffect(() => {
    const area = root.current;
    if (!area) return;
    const press = (event: MouseEvent | TouchEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const element = target?.closest<HTMLElement>('[data-tile]:not([data-row] *)');
      if (!element) return;
      const y = 'touches' in event ? (event.touches[0]?.clientY ?? 0) : event.clientY;
      held.current = { element, grip: y - element.getBoundingClientRect().top };
      setNodeRef(element);
      const listener = listeners?.['touches' in event ? 'onTouchStart' : 'onMouseDown'];
      listener?.({ nativeEvent: event });
    };
    area.addEventListener('mousedown', press);
    area.addEventListener('touchstart', press, { passive: true });
    area.setAttribute('data-drags', '');
    return () => {
      area.removeAttribute('data-drags');
      area.removeEventListener('mousedown', press);
      area.removeEventListener('touchstart', press);
    };
  }, [root, held, setNodeRef, listeners]);
  return null;
}

/** The place under the pointer and the time it stands for: a month keeps the time of day, a week reads it off the hour. */
function aimAt(
  pointer: { x: number; y: number; fine: boolean },
  grip: number,
  view: View,
  piece: Piece,
  { zone, usual }: { zone: string; usual: string },
): Aim | null {
  const y = view === 'week' ? pointer.y - grip : pointer.y;
  const cell = document
    .elementsFromPoint(pointer.x, y)
    .map((element) => element.closest<HTMLElement>('[data-drop]'))
    .find((found) => found !== null);
  const date = cell?.dataset.day;
  if (!cell || !date) return null;
  if (cell.dataset.hour === undefined) {
    const time = piece.at === null ? `${usual}:00` : wallOf(piece.at, zone).time;
    return { cell, wall: { date, time } };
  }
  const box = cell.getBoundingClientRect();
  const minute = Number(cell.dataset.hour) * 60 + ((y - box.top) / box.height) * 60;
  return { cell, wall: { date, time: timeOfMinute(snap(minute, pointer.fine ? 1 : SNAP_MINUTES)) } };
}
