import type { Account, AccountDetail } from '@tiktimer/worker/contract';
import { Button, LinkButton } from '../components/button.tsx';
import { CreatorChip, CreatorNote } from '../components/creator-chip.tsx';
import { useMinute } from '../lib/clock.ts';
import { DAY_MS, dayLater } from '../lib/day-later.ts';
import { planned } from '../lib/format.ts';
import { useAwake } from '../lib/use-awake.ts';
import { AccountTicks } from './account-ticks.tsx';
import { barredFrom } from './barred.ts';
import { foldOf } from './content.ts';
import type { Draft } from './draft.ts';
import { localTime } from './draft.ts';
import { ReconnectButton } from './reconnect-form.tsx';

/**
 * Which accounts a post goes to. One needs no choosing; of several, each that is ticked gets a post of its own. A post that
 * is scheduled already stays with one.
 */
export function AccountPart({
  accounts,
  chosen,
  ticked,
  several: maySeveral,
  detail,
  failed,
  time,
  capped,
  onChoose,
  onTick,
  onTime,
  onAgain,
}: {
  accounts: Account[];
  chosen: string;
  ticked: string[];
  /** Whether this post may go to more than one; without scripts it goes to one. */
  several: boolean;
  detail: AccountDetail | null;
  failed: boolean;
  /** When it is to go out: null at once, or while that is not said. */
  time: { at: number | null; zone: string };
  /** What is said of the other ticked accounts that TikTok takes no posts from now. */
  capped: string[];
  onChoose: (accountId: string) => void;
  onTick: (accountId: string, on: boolean) => void;
  onTime: (time: Partial<Draft>) => void;
  onAgain: () => void;
}) {
  const several = useAwake() && maySeveral;
  const barred = barredFrom(detail);
  if (accounts.length === 0)
    return (
      <div id="accountId" tabIndex={-1} className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-soft">Connect TikTok first.</p>
        <LinkButton to="/accounts">Connect TikTok</LinkButton>
        <input type="hidden" name="accountId" value="" />
      </div>
    );
  return (
    <>
      {accounts.length > 1 && several && (
        <AccountTicks accounts={accounts} ticked={ticked} chosen={chosen} onTick={onTick} />
      )}
      {(accounts.length === 1 && chosen) || several ? (
        <input type="hidden" id={several ? undefined : 'accountId'} name="accountId" value={chosen} />
      ) : (
        <select
          id="accountId"
          name="accountId"
          aria-label="Account"
          value={chosen}
          onChange={(event) => onChoose(event.target.value)}
          className="field picker mb-3 max-w-96"
        >
          <option value="">Choose…</option>
          {accounts.map((account) => (
            <option key={account.id} value={account.id}>
              {account.nickname} · @{account.username}
              {account.status === 'needs_reconnect' && ' · needs reconnecting'}
            </option>
          ))}
        </select>
      )}
      {ticked.length < 2 && detail && <CreatorChip account={detail} />}
      {detail && (ticked.length < 2 || barred) && <CreatorNote account={detail} barred={barred} />}
      {capped.map((sentence) => (
        <p key={sentence} className="mt-2 text-sm text-warn">
          {sentence}
        </p>
      ))}
      {chosen && !detail && !failed && (
        <div aria-busy="true" className="h-[70px] animate-pulse-soft rounded-[10px] bg-sunken" />
      )}
      {failed && (
        <p role="status" className="mt-2 text-sm text-warn">
          TikTok did not answer. Who can see it and what viewers may do come from TikTok, so they wait.
        </p>
      )}
      {(failed || (detail && (barred || !detail.fresh))) && (
        <div className="mt-2 flex flex-wrap gap-2">
          {barred?.passes && <Tomorrow {...time} onTime={onTime} />}
          {barred?.fix ? (
            <ReconnectButton>{barred.fix}</ReconnectButton>
          ) : (
            <Button type="button" size="sm" onClick={onAgain}>
              Try again
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Where TikTok has had its number of posts, the time at which the first of them have left its count. */
function Tomorrow({
  at,
  zone,
  onTime,
}: {
  at: number | null;
  zone: string;
  onTime: (time: Partial<Draft>) => void;
}) {
  const now = useMinute();
  if (at !== null && at >= now + DAY_MS) return null;
  const later = dayLater(at, now);
  return (
    <Button
      type="button"
      size="sm"
      onClick={() => {
        onTime({ when: 'at', ...localTime(later, zone), fold: foldOf(later, zone) });
        // This button goes with the press; the time it filled in is what it leads to.
        requestAnimationFrame(() => document.getElementById('date')?.focus());
      }}
    >
      Schedule for {planned(later, zone, now)}
    </Button>
  );
}
