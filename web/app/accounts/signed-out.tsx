import type { Account, AccountDay } from '@tiktimer/worker/contract';
import { ConnectButton } from '../components/connect-button.tsx';
import { useMinute } from '../lib/clock.ts';
import { day, minute, posts, postTime } from '../lib/format.ts';

/** Since when TikTok takes nothing from us for this account, what waits, and the one thing that helps. */
export function SignedOut({
  account,
  today,
  known,
  zone,
}: {
  account: Account;
  today: AccountDay | null;
  /** How many are known to wait, those in the middle of it too. */
  known: number;
  zone: string;
}) {
  const now = useMinute();
  const waiting = Math.max(today?.scheduled ?? 0, known);
  // What is past its time by now can't be on time any more; it goes out with the sign-in, or says what became of it.
  const inTime = today?.next && Date.parse(today.next.publishAt) > now ? ' on time' : '';
  const first = today?.next
    ? `, the first ${postTime(today.next.publishAt, zone, now).replace('Today', 'today at')}`
    : '';
  return (
    <div
      role="alert"
      className="mt-4 flex flex-wrap items-center gap-3 rounded-[10px] bg-warn-tint px-4 py-3.5"
    >
      <div className="min-w-52 flex-1">
        <p className="font-strong">
          TikTok signed us out{account.signedOutAt && ` ${onDay(account.signedOutAt, zone, now)}`}.
        </p>
        <p className="text-sm">
          {waiting > 0
            ? `${posts(waiting).replace(' ', ' scheduled ')} ${waiting === 1 ? 'waits' : 'wait'} for this${first}. Sign in again on TikTok’s own page and ${waiting === 1 ? 'it goes' : 'they go'} out${inTime}.`
            : 'Sign in again on TikTok’s own page.'}
        </p>
      </div>
      <div className="max-md:w-full max-md:[&_button]:w-full">
        <ConnectButton primary reconnect returnTo={`/accounts/${account.id}`}>
          Reconnect @{account.username}
        </ConnectButton>
      </div>
    </div>
  );
}

/** "at 17:41", "on Wed 14 Oct, 17:41" */
const onDay = (at: string, zone: string, now: number) => {
  const words = day(at, zone, now);
  return words === 'Today' ? `at ${minute(at, zone)}` : `on ${words}, ${minute(at, zone)}`;
};
