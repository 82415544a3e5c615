import { Link } from '@remix-run/react';
import { Bell } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useNow } from '../lib/clock.ts';
import { useFrame } from '../lib/frame-context.ts';
import { useAwake } from '../lib/use-awake.ts';
import { Button } from './button.tsx';
import { NoticeList } from './notice-list.tsx';

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
      {open && <Panel onFollow={() => setOpen(false)} />}
    </div>
  );
}

function Panel({ onFollow }: { onFollow: () => void }) {
  const { standing, markAllRead, refresh, zone } = useFrame();
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const ask = useRef(refresh);
  useEffect(() => {
    heading.current?.focus();
    ask.current();
  }, []);
  return (
    <div
      role="dialog"
      aria-label="Notices"
      className="absolute top-full right-0 z-20 mt-2 w-[min(400px,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-4 shadow-3"
    >
      <div className="flex items-center justify-between gap-3">
        <h2 ref={heading} tabIndex={-1} className="text-md tracking-title outline-none">
          Notices
        </h2>
        {standing.unread > 0 && (
          <Button type="button" size="sm" variant="quiet" onClick={markAllRead}>
            Mark all read
          </Button>
        )}
      </div>
      {standing.notices.length === 0 ? (
        <p className="py-6 text-center text-soft">All quiet.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keys as well
        <section aria-label="Newest notices" tabIndex={0} className="max-h-[60svh] overflow-y-auto">
          <NoticeList heading="h3" notices={standing.notices} zone={zone} now={now} onFollow={onFollow} />
        </section>
      )}
      <p className="border-line border-t pt-3 text-center">
        <Link to="/notifications" className="link" onClick={onFollow}>
          All notices
        </Link>
      </p>
    </div>
  );
}
