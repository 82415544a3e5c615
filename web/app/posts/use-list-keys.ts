import type { Post } from '@tiktimer/worker/contract';
import { useShortcuts } from '../lib/shortcuts.ts';

const rowsShown = () => [...document.querySelectorAll<HTMLElement>('tr[data-post]')];
const focusedRow = () => rowsShown().findIndex((row) => row.contains(document.activeElement));

function walk(step: 1 | -1): void {
  const rows = rowsShown();
  const at = focusedRow();
  const next = at < 0 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.querySelector<HTMLElement>('.row-link')?.focus();
}

/** `j` `k` walk the rows, `x` selects, `Shift+x` up to here, `Delete` deletes (ui.md 3.8). */
export function useListKeys({
  posts,
  onTurn,
  onDelete,
  onEscape,
}: {
  posts: readonly Post[];
  onTurn: (post: Post, range: boolean) => void;
  onDelete: (post: Post | undefined) => void;
  onEscape: () => void;
}): void {
  const focused = () => {
    const id = rowsShown()[focusedRow()]?.dataset.post;
    return posts.find((post) => post.id === id);
  };
  const turn = (range: boolean) => () => {
    const post = focused();
    if (post) onTurn(post, range);
  };
  useShortcuts({
    j: () => walk(1),
    k: () => walk(-1),
    x: turn(false),
    X: turn(true),
    Delete: () => onDelete(focused()),
    Escape: onEscape,
  });
}
