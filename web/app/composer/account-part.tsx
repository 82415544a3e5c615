import type { Account, AccountDetail } from '@tiktimer/worker/contract';
import { AccountFace } from '../components/account-face.tsx';
import { Button, LinkButton } from '../components/button.tsx';
import { CreatorChip, CreatorNote } from '../components/creator-chip.tsx';
import { useAwake } from '../lib/use-awake.ts';

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
  onChoose,
  onTick,
  onAgain,
}: {
  accounts: Account[];
  chosen: string;
  ticked: string[];
  /** Whether this post may go to more than one; without scripts it goes to one. */
  several: boolean;
  detail: AccountDetail | null;
  failed: boolean;
  onChoose: (accountId: string) => void;
  onTick: (accountId: string, on: boolean) => void;
  onAgain: () => void;
}) {
  const several = useAwake() && maySeveral;
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
        <TickList accounts={accounts} ticked={ticked} chosen={chosen} onTick={onTick} />
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
      {ticked.length < 2 && detail && (
        <>
          <CreatorChip account={detail} />
          <CreatorNote account={detail} />
        </>
      )}
      {chosen && !detail && !failed && (
        <div aria-busy="true" className="h-[70px] animate-pulse-soft rounded-[10px] bg-sunken" />
      )}
      {(failed || (detail && !detail.creatorInfo && !detail.cannotPost)) && (
        <p role="status" className="mt-2 flex flex-wrap items-center gap-2 text-sm text-warn">
          {failed &&
            'TikTok did not answer. Who can see it and what viewers may do come from TikTok, so they wait.'}
          <Button type="button" size="sm" onClick={onAgain}>
            Try again
          </Button>
        </p>
      )}
    </>
  );
}

function TickList({
  accounts,
  ticked,
  chosen,
  onTick,
}: {
  accounts: Account[];
  ticked: string[];
  chosen: string;
  onTick: (accountId: string, on: boolean) => void;
}) {
  return (
    <fieldset className="mb-3">
      <legend className="mb-2 font-regular text-muted text-sm">
        {ticked.length > 1
          ? `${ticked.length} accounts, one post each. Who sees it, what it discloses and when are asked for each.`
          : 'Each account you tick gets a post of its own.'}
      </legend>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {accounts.map(({ id, nickname, username, avatarUrl, status }, index) => (
          <label
            key={id}
            className="flex min-h-12 items-center gap-3 rounded-[10px] border border-line bg-surface px-3 py-2 has-checked:border-ink"
          >
            <input
              id={index === 0 ? 'accountId' : undefined}
              type="checkbox"
              aria-label={`${nickname} @${username}`}
              checked={ticked.includes(id) || id === chosen}
              onChange={(event) => onTick(id, event.target.checked)}
              className="tick-box"
            />
            <AccountFace name={nickname} picture={avatarUrl} />
            <span className="min-w-0">
              <span className="block truncate font-medium">{nickname}</span>
              <span className="block truncate text-soft text-sm">
                @{username}
                {status === 'needs_reconnect' && ' · needs reconnecting'}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
