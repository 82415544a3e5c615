import { Link } from '@remix-run/react';
import type { Punctuality } from '@tiktimer/worker/contract';
import { Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { AccountFace } from '../components/account-face.tsx';
import { CloseButton } from '../components/close-button.tsx';
import { Histogram } from '../components/histogram.tsx';
import { QuotaMeter } from '../components/quota-meter.tsx';
import { lateness, posts as postsWords } from '../lib/format.ts';
import type { HomeData } from './load.server.ts';

function Card({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="mb-4 rounded-lg border border-line bg-surface px-[18px] pt-[18px] pb-4 shadow-1"
    >
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-md tracking-title">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

const axis = (bucketMs: number, buckets: number) => (ms: number) => {
  const whole = bucketMs * buckets;
  if (whole >= 120_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 1000).toFixed(whole < 2_000 ? 2 : whole < 20_000 ? 1 : 0)} s`;
};

/** How far from their second the posts of 30 days left: measured ones, or nothing. */
export function PunctualityCard({ punctuality }: { punctuality: Punctuality }) {
  const { posts, days, medianMs, worstMs, bucketMs, buckets } = punctuality;
  if (posts === 0 || medianMs === null || worstMs === null)
    return (
      <Card title="Punctuality" aside={<span className="text-muted text-xs">{days} days</span>}>
        <p className="mt-2 text-soft text-sm">
          After your first post you see here how far from its second it left.
        </p>
      </Card>
    );
  return (
    <Card
      title="Punctuality"
      aside={
        <span className="tabular text-muted text-xs">
          {days} days, {postsWords(posts)}
        </span>
      }
    >
      <Histogram
        buckets={buckets}
        width={bucketMs}
        of="Posts"
        write={axis(bucketMs, buckets.length)}
        label={`Half of ${postsWords(posts)} were handed over within ${lateness(medianMs).slice(1)} of their second, all within ${lateness(worstMs).slice(1)}.`}
      />
      <dl className="mt-3.5 grid grid-cols-[1fr_auto] gap-y-1.5 text-soft">
        <dt>Half within</dt>
        <dd className="tabular text-right font-strong text-ink">{lateness(medianMs).slice(1)}</dd>
        <dt>Latest</dt>
        <dd className="tabular text-right font-strong text-ink">{lateness(worstMs).slice(1)}</dd>
      </dl>
    </Card>
  );
}

/** What each account sent and has planned for a day. TikTok counts in the same way, together with other apps. */
export function AccountsToday({ accounts }: { accounts: HomeData['accounts'] }) {
  if (accounts.length === 0) return null;
  return (
    <Card title="Accounts today">
      <ul>
        {accounts.map(({ id, nickname, username, avatarUrl, status, day }) => (
          <li key={id} className="border-line border-t py-3 first:border-t-0 last:pb-0">
            <div className="mb-2 flex items-center gap-2.5">
              <AccountFace name={nickname} picture={avatarUrl} />
              <Link
                to={`/accounts/${id}`}
                className="min-w-0 flex-1 truncate font-strong no-underline max-md:-my-3 max-md:py-3"
              >
                {nickname || `@${username}`}
              </Link>
              {status === 'needs_reconnect' ? (
                <span className="inline-flex items-center gap-1.5 whitespace-nowrap font-medium text-warn text-xs">
                  <TriangleAlert size={15} strokeWidth={2} aria-hidden />
                  Needs you
                </span>
              ) : (
                day && (
                  <span className="tabular whitespace-nowrap text-soft text-xs">
                    {day.quota.usedIn24h + day.plannedIn24h} of about {day.quota.about}
                  </span>
                )
              )}
            </div>
            {day && (
              <>
                <span className="flex">
                  <QuotaMeter quota={day.quota} planned={day.plannedIn24h} />
                </span>
                <p className="tabular mt-1.5 text-muted text-xs">
                  {day.quota.usedIn24h} sent, {day.plannedIn24h} planned
                </p>
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const DISMISSED = 'tiktimer:checklist-dismissed';
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
function isDismissed(): boolean {
  try {
    return localStorage.getItem(DISMISSED) !== null;
  } catch {
    return false; // storage is forbidden here: the list stays
  }
}
function dismiss(): void {
  try {
    localStorage.setItem(DISMISSED, '1');
  } catch {
    return; // storage is forbidden here: the list stays
  }
  for (const each of listeners) each();
}

/** The first three steps, ticked by what is there, until all are done or the creator has seen enough of it. */
export function Checklist({ done }: { done: HomeData['done'] }) {
  const dismissed = useSyncExternalStore(subscribe, isDismissed, () => false);
  if (dismissed || (done.account && done.video && done.post)) return null;
  const steps: [boolean, string, string][] = [
    [done.account, 'Connect TikTok', '/accounts'],
    [done.video, 'Upload a video', '/media'],
    [done.post, 'Schedule your first post', '/posts/new'],
  ];
  return (
    <Card
      title="Three steps to your first post"
      aside={<CloseButton label="Hide these steps" onClick={dismiss} className="awake-only -mt-2 -mr-2" />}
    >
      <ol className="mt-2 grid gap-1">
        {steps.map(([isDone, words, to]) => (
          <li key={to} className="flex min-h-11 items-center gap-2.5 md:min-h-8">
            <span
              aria-hidden="true"
              className={`grid size-5 flex-none place-items-center rounded-full border ${isDone ? 'border-good bg-good-tint text-good' : 'border-line-strong'}`}
            >
              {isDone && <Check size={13} strokeWidth={2.4} />}
            </span>
            {isDone ? (
              <span className="text-muted">
                {words}
                <span className="sr-only">, done</span>
              </span>
            ) : (
              <Link to={to} className="link thumb">
                {words}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
