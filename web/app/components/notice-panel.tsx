import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useNow } from '../lib/clock.ts';
import { useFrame } from '../lib/frame-context.ts';
import { Button } from './button.tsx';
import { NoticeList } from './notice-list.tsx';
import { PushOffer } from './push-offer.tsx';

/** The newest notices under the bell. Loaded when it is first pressed. */
export default function NoticePanel({ onFollow }: { onFollow: () => void }) {
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
      className="absolute top-full right-0 z-20 mt-2 max-h-[calc(100svh-5rem)] w-[min(400px,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line bg-raised p-4 shadow-3"
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
      {standing.notices.some(({ kind }) => kind === 'published') && <PushOffer />}
      {standing.notices.length === 0 ? (
        <p className="py-6 text-center text-soft">All quiet.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keys as well
        <section aria-label="Newest notices" tabIndex={0} className="max-h-[60svh] overflow-y-auto">
          <NoticeList heading="h3" notices={standing.notices} zone={zone} now={now} onFollow={onFollow} />
        </section>
      )}
      <p className="border-line border-t pt-3 text-center">
        <Link to="/notifications" className="link thumb" onClick={onFollow}>
          All notices
        </Link>
      </p>
    </div>
  );
}
