import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { Wall } from '../lib/wall.ts';
import { wallOf } from '../lib/wall.ts';
import type { View, WeekStart } from './days.ts';
import { addDays, daysOf, step, timeOfMinute, walk, weekOf } from './days.ts';
import type { Opened } from './dialogs.tsx';
import type { CalendarQuery } from './query.ts';
import type { Piece } from './tile.ts';
import type { Cell, Overlay } from './use-overlay.ts';
import type { usePickup } from './use-pickup.ts';
import { stepOf } from './use-pickup.ts';
import { cellOf, FIRST_HOUR } from './week-grid.tsx';

interface Keys {
  root: RefObject<HTMLElement | null>;
  view: View;
  query: CalendarQuery;
  weekStart: WeekStart;
  night: boolean;
  now: number;
  usual: string;
  /** The place of the grid that Tab comes to. */
  cell: Cell;
  choose: Overlay['choose'];
  pickup: ReturnType<typeof usePickup>;
  find: (id: string) => Piece | undefined;
  drop: (piece: Piece, wall: Wall) => boolean;
  goTo: (date: string) => void;
  open: (next: Opened) => void;
}

/**
 * The grid by keys (ui.md 3.5): one cell takes the focus, arrows move it, Enter opens the day; on a tile `m` picks up
 * and Alt with an arrow moves at once. Presses of a pointer come here too, so that cells and tiles stay light.
 */
export function useGridKeys(keys: Keys): void {
  const { root, view, query, weekStart, cell, choose, pickup, find, drop } = keys;
  const days = daysOf(view === 'list' ? 'month' : view, query.date, weekStart);
  const wanted = useRef<string | null>(null);
  const today = wallOf(keys.now, query.zone);

  // The focus follows to where the cell or the carried tile is drawn, maybe in a month that has just been loaded.
  useEffect(() => {
    if (!wanted.current) return;
    const element = root.current?.querySelector<HTMLElement>(wanted.current);
    if (!element) return;
    element.focus();
    if (document.activeElement === element) wanted.current = null;
  });

  const focusCell = (day: string, hour: number) => {
    const low = keys.night ? 0 : FIRST_HOUR;
    const next = { day, hour: Math.min(23, Math.max(low, hour)) };
    choose(next);
    wanted.current = `[data-cell="${view === 'week' ? cellOf(next.day, next.hour) : next.day}"]`;
    if (!days.includes(day)) keys.goTo(day);
  };
  const focusTile = (id: string, day: string) => {
    choose({ day, hour: cell.hour });
    wanted.current = `[role="grid"] [data-tile="${id}"]`;
    if (!days.includes(day)) keys.goTo(day);
  };
  /** Where a draft is put when it is picked up: the day that has the focus, tomorrow if that has passed. */
  const landing = (): Wall => ({
    date: cell.day > today.date ? cell.day : addDays(today.date, 1),
    time: `${keys.usual}:00`,
  });

  const carried = (event: KeyboardEvent): boolean => {
    if (!pickup.lifted) return false;
    const { piece } = pickup.lifted;
    if (event.key === 'Enter' || event.key === ' ') {
      const { wall } = pickup.lifted;
      pickup.release();
      const back = !drop(piece, wall) && piece.at !== null;
      focusTile(piece.id, back ? wallOf(piece.at ?? 0, query.zone).date : wall.date);
    } else if (event.key === 'Escape') {
      pickup.putBack();
      if (piece.at !== null) focusTile(piece.id, wallOf(piece.at, query.zone).date);
    } else {
      const wall = pickup.carry(view, event.key);
      if (wall) focusTile(piece.id, wall.date);
    }
    return true;
  };

  const onTile = (event: KeyboardEvent, id: string): boolean => {
    const piece = find(id);
    if (!piece || event.ctrlKey || event.metaKey) return false;
    if (event.key.toLowerCase() === 'm' && !event.altKey) {
      const wall = piece.at === null ? landing() : wallOf(piece.at, query.zone);
      if (view === 'list') keys.open({ kind: 'move', piece, wall });
      else {
        pickup.pickUp(piece, wall);
        focusTile(id, wall.date);
      }
      return true;
    }
    const by = event.altKey ? stepOf(view, event.key) : undefined;
    if (by && piece.at !== null) {
      const wall = walk(wallOf(piece.at, query.zone), by);
      if (drop(piece, wall)) focusTile(id, wall.date);
      return true;
    }
    if (event.key === 'Escape') focusCell(cell.day, cell.hour);
    return event.key === 'Escape';
  };

  const onCell = (event: KeyboardEvent, element: HTMLElement, itself: boolean): boolean => {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const day = element.dataset.day ?? cell.day;
    const hour = Number(element.dataset.hour ?? cell.hour);
    const week = weekOf(day, weekStart);
    switch (event.key) {
      case 'ArrowLeft':
        focusCell(addDays(day, -1), hour);
        return true;
      case 'ArrowRight':
        focusCell(addDays(day, 1), hour);
        return true;
      case 'ArrowUp':
        if (view === 'week') focusCell(day, hour - 1);
        else focusCell(addDays(day, -7), hour);
        return true;
      case 'ArrowDown':
        if (view === 'week') focusCell(day, hour + 1);
        else focusCell(addDays(day, 7), hour);
        return true;
      case 'Home':
        focusCell(week[0] ?? day, hour);
        return true;
      case 'End':
        focusCell(week[6] ?? day, hour);
        return true;
      case 'PageUp':
      case 'PageDown':
        focusCell(step(view, day, event.key === 'PageUp' ? -1 : 1), hour);
        return true;
      case 'Enter':
      case ' ':
        if (!itself) return false;
        openCell(element);
        return true;
      default:
        return false;
    }
  };

  /** A day with posts shows them; an hour, or a free day that is still to come, begins a post. */
  const openCell = (element: HTMLElement) => {
    const day = element.dataset.day ?? cell.day;
    const anchor = element.getBoundingClientRect();
    const { hour } = element.dataset;
    if (hour !== undefined && element.dataset.past === undefined && !element.querySelector('[data-tile]'))
      return keys.open({ kind: 'new', wall: { date: day, time: timeOfMinute(Number(hour) * 60) }, anchor });
    keys.open({ kind: 'day', day, anchor });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return;
    const { target } = event;
    if (target.closest('input, select')) return;
    const tile = target.closest<HTMLElement>('[data-tile]')?.dataset.tile;
    const inCell = target.closest<HTMLElement>('[data-cell]');
    const done =
      carried(event) ||
      (tile !== undefined && onTile(event, tile)) ||
      (inCell !== null && onCell(event, inCell, target === inCell));
    if (done) event.preventDefault();
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    const { day, hour } = target.closest<HTMLElement>('[data-cell]')?.dataset ?? {};
    if (day && (day !== cell.day || Number(hour ?? cell.hour) !== cell.hour))
      choose({ day, hour: Number(hour ?? cell.hour) });
  };
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || !(event.target instanceof Element))
      return;
    const press = event.target.closest<HTMLElement>('[data-do]');
    const inCell = event.target.closest<HTMLElement>('[data-cell]');
    const anchor = (press ?? inCell)?.getBoundingClientRect();
    const day = inCell?.dataset.day;
    if (press?.dataset.do === 'menu') {
      const near = press.parentElement?.querySelector<HTMLElement>('[data-tile]')?.dataset.tile;
      const piece = near && find(near);
      if (piece) keys.open({ kind: 'menu', piece, anchor });
    } else if (press?.dataset.do === 'day' && day) {
      keys.open({ kind: 'day', day, anchor });
    } else if (press?.dataset.do === 'new' && day) {
      event.preventDefault();
      keys.open({ kind: 'new', wall: { date: day, time: `${press.dataset.time}:00` }, anchor });
    } else if (inCell && event.target === inCell) {
      if (view === 'week') openCell(inCell);
      else if (day && day > today.date)
        keys.open({ kind: 'new', wall: { date: day, time: `${keys.usual}:00` }, anchor });
    }
  };

  const latest = useRef({ onKeyDown, onFocus, onClick });
  latest.current = { onKeyDown, onFocus, onClick };
  // One ear for hundreds of light tiles. It hears before links do, so that a press can mean something else than the way they lead.
  useEffect(() => {
    const area = root.current;
    if (!area) return;
    const key = (event: KeyboardEvent) => latest.current.onKeyDown(event);
    const focus = (event: FocusEvent) => latest.current.onFocus(event);
    const click = (event: MouseEvent) => latest.current.onClick(event);
    area.addEventListener('keydown', key);
    area.addEventListener('focusin', focus);
    area.addEventListener('click', click);
    return () => {
      area.removeEventListener('keydown', key);
      area.removeEventListener('focusin', focus);
      area.removeEventListener('click', click);
    };
  }, [root]);
}
