import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

const PRESS_MS = 450;
const STILL_PX = 10;

/** A long press on a row of the list: the finger's way to move a post. What the press would have opened stays shut. */
export function useLongPress(root: RefObject<HTMLElement | null>, act: (id: string) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const area = root.current;
    if (!area) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    let held = false;
    const rowAt = (event: Event) =>
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    const begin = (event: TouchEvent) => {
      const touch = event.touches[0];
      const id = rowAt(event)?.dataset.row;
      held = false;
      clearTimeout(timer);
      if (!touch || !id || event.touches.length > 1) return;
      from = { x: touch.clientX, y: touch.clientY };
      timer = setTimeout(() => {
        held = true;
        latest.current(id);
      }, PRESS_MS);
    };
    const stray = (event: TouchEvent) => {
      const touch = event.touches[0];
      if (touch && Math.hypot(touch.clientX - from.x, touch.clientY - from.y) > STILL_PX) clearTimeout(timer);
    };
    const end = (event: TouchEvent) => {
      clearTimeout(timer);
      if (held && event.cancelable) event.preventDefault();
    };
    const menu = (event: Event) => {
      if (held || (timer !== undefined && rowAt(event))) event.preventDefault();
    };
    area.addEventListener('touchstart', begin, { passive: true });
    area.addEventListener('touchmove', stray, { passive: true });
    area.addEventListener('touchend', end);
    area.addEventListener('touchcancel', end);
    area.addEventListener('contextmenu', menu);
    return () => {
      clearTimeout(timer);
      area.removeEventListener('touchstart', begin);
      area.removeEventListener('touchmove', stray);
      area.removeEventListener('touchend', end);
      area.removeEventListener('touchcancel', end);
      area.removeEventListener('contextmenu', menu);
    };
  }, [root]);
}
