import { Link } from '@remix-run/react';
import { Bell } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useFrame } from '../lib/frame-context.ts';
import { useAwake } from '../lib/use-awake.ts';
import { lazily } from './lazily.tsx';

export const loadNoticePanel = () => import('./notice-panel.tsx');
const NoticePanel = lazily(loadNoticePanel);
const COUNTED_MAX = 9;
const LOOK =
  'relative grid size-11 place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink md:size-9';

/** What the workspace was told. Without scripts the bell is a link to the page of notices. */
export function NoticeBell() {
  const { unread } = useFrame().standing;
  const [open, setOpen] = useState(false);
  const awake = useAwake();
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const name = unread === 0 ? 'Notices' : `Notices, ${unread} unread`;

  useEffect(() => {
    if (!open) return;
    const close = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', press);
    };
  }, [open]);

  const inside = (
    <>
      <Bell size={20} strokeWidth={1.75} aria-hidden />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="tabular absolute top-0.5 right-0 grid h-[18px] min-w-[18px] place-items-center rounded-full bg-steel px-1 font-strong text-2xs text-page md:top-[-2px]"
        >
          {unread > COUNTED_MAX ? `${COUNTED_MAX}+` : unread}
        </span>
      )}
    </>
  );
  if (!awake)
    return (
      <Link to="/notifications" aria-label={name} className={LOOK}>
        {inside}
      </Link>
    );
  return (
    <div ref={place} className="relative">
      <button
        ref={button}
        type="button"
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={LOOK}
      >
        {inside}
      </button>
      <Suspense fallback={null}>{open && <NoticePanel onFollow={() => setOpen(false)} />}</Suspense>
    </div>
  );
}
