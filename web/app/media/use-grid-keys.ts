import { useNavigate } from '@remix-run/react';
import type { KeyboardEvent } from 'react';

/** Arrows walk the grid as it is laid out at this width; Delete opens the question (ui.md 3.9). */
export function useGridKeys(search: string) {
  const navigate = useNavigate();
  return (event: KeyboardEvent<HTMLElement>) => {
    const tiles = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('[data-tile]')];
    const at = tiles.indexOf(document.activeElement as HTMLAnchorElement);
    const here = tiles[at];
    if (!here) return;
    const row = here.getBoundingClientRect().top;
    const across = tiles.filter((tile) => tile.getBoundingClientRect().top === row).length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      tiles[at + step]?.focus();
    }
    if (event.key === 'Delete') {
      const path = new URL(here.href).pathname;
      navigate(`${path}${search ? `${search}&` : '?'}ask=delete`, { preventScrollReset: true });
    }
  };
}
