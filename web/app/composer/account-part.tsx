import type { Account, AccountDetail } from '@tiktimer/worker/contract';
import { LinkButton } from '../components/button.tsx';
import { CreatorChip, CreatorNote } from '../components/creator-chip.tsx';

/** Which account a post goes to. One account needs no choosing. */
export function AccountPart({
  accounts,
  chosen,
  detail,
  onChoose,
}: {
  accounts: Account[];
  chosen: string;
  detail: AccountDetail | null;
  onChoose: (accountId: string) => void;
}) {
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
      {accounts.length > 1 || !chosen ? (
        <select
          id="accountId"
          name="accountId"
          aria-label="Account"
          value={chosen}
          onChange={(event) => onChoose(event.target.value)}
          className="field picker mb-3 max-w-96"
        >
          <option value="">Choose…</option>
          {accounts.map(({ id, nickname, username, status }) => (
            <option key={id} value={id}>
              {nickname} · @{username}
              {status === 'needs_reconnect' && ' · needs reconnecting'}
            </option>
          ))}
        </select>
      ) : (
        <input type="hidden" id="accountId" name="accountId" value={chosen} />
      )}
      {detail ? (
        <>
          <CreatorChip account={detail} />
          <CreatorNote account={detail} />
        </>
      ) : (
        chosen && <div aria-busy="true" className="h-[70px] animate-pulse-soft rounded-[10px] bg-sunken" />
      )}
    </>
  );
}
