import type { Account, AccountDay } from '@tiktimer/worker/contract';
import { ConnectButton } from '../components/connect-button.tsx';
import { useMinute } from '../lib/clock.ts';
import { posts, postTime } from '../lib/format.ts';

/** Since when TikTok takes nothing from us for this account, what waits, and the one thing that helps. */
export function SignedOut({
  account,
  day,
  zone,
}: {
  account: Account;
  day: AccountDay | null;
  zone: string;
}) {
  const now = useMinute();
  const waiting = day?.scheduled ?? 0;
  const first = day?.next
    ? `, the first ${postTime(day.next.publishAt, zone, now).replace('Today', 'today at')}`
    : '';
  return (
    <div
      role="alert"
      className="mt-4 flex flex-wrap items-center gap-3 rounded-[10px] bg-warn-tint px-4 py-3.5"
    >
      <div className="min-w-52 flex-1">
        <p className="font-strong">
          TikTok signed us out{account.signedOutAt && ` ${onDay(postTime(account.signedOutAt, zone, now))}`}.
        </p>
        <p className="text-sm">
          {waiting > 0
            ? `${posts(waiting).replace(' ', ' scheduled ')} ${waiting === 1 ? 'waits' : 'wait'} for this${first}. Sign in again on TikTok’s own page and ${waiting === 1 ? 'it goes' : 'they go'} out on time.`
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
const onDay = (words: string) => (words.startsWith('Today') ? words.replace('Today', 'at') : `on ${words}`);
