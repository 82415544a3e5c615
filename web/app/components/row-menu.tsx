import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';

/**
 * A quiet menu behind three dots. It closes after a press inside, on Escape and when the focus leaves. A list has one in
 * every row, so what is inside is drawn when it opens.
 */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => menu.current?.removeAttribute('open');
  return (
    <details
      ref={menu}
      className="awake-only relative z-[1] open:z-[2]"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) close();
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape') return;
        close();
        currentTarget.querySelector('summary')?.focus();
      }}
      onClick={({ target }) => {
        if (target instanceof HTMLElement && target.closest('button, a')) close();
      }}
    >
      <summary
        aria-label={label}
        className="grid size-11 list-none place-items-center rounded-md text-soft hover:bg-sunken md:size-8"
      >
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
      </summary>
      {open && (
        <div className="absolute right-0 z-10 mt-1 grid w-44 rounded-md border border-line bg-raised p-1 shadow-2">
          {children}
        </div>
      )}
    </details>
  );
}
