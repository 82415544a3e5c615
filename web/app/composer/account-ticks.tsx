import type { Account } from '@tiktimer/worker/contract';
import { useState } from 'react';
import { AccountFace } from '../components/account-face.tsx';

/** With more than these the list scrolls by itself, and can be searched. */
const SEEN_AT_ONCE = 6;

/** Accounts to tick: each one gets a post of its own. */
export function AccountTicks({
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
  const [sought, setSought] = useState('');
  const many = accounts.length > SEEN_AT_ONCE;
  const shown = accounts.filter((account) => isSought(account, sought));
  return (
    <fieldset className="mb-3">
      <legend className="mb-2 font-regular text-muted text-sm">
        {ticked.length > 1
          ? `${ticked.length} accounts, one post each. Who sees it, what it discloses and when are asked for each.`
          : 'Each account you tick gets a post of its own.'}
      </legend>
      {many && (
        <div className="mb-2 flex items-center gap-3">
          <input
            type="search"
            aria-label="Find an account"
            placeholder="Find an account"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            // Enter would send the whole form.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            className="field min-w-0 flex-1 sm:max-w-72"
          />
          <span className="tabular flex-none text-muted text-sm">
            {ticked.length} of {accounts.length}
            <span className="sr-only"> ticked</span>
          </span>
        </div>
      )}
      <div
        className={`grid grid-cols-1 gap-2 sm:grid-cols-2 ${many ? 'max-h-[23rem] overflow-y-auto rounded-[10px] border border-line p-2' : ''}`}
      >
        {shown.map(({ id, nickname, username, avatarUrl, status }, index) => (
          <label
            key={id}
            className="flex min-h-12 items-center gap-3 rounded-[10px] border border-line bg-surface px-3 py-2 has-checked:border-ink"
          >
            <input
              id={index === 0 ? 'accountId' : undefined}
              type="checkbox"
              aria-label={`${nickname} @${username}${status === 'needs_reconnect' ? ', needs reconnecting' : ''}`}
              checked={ticked.includes(id) || id === chosen}
              onChange={(event) => onTick(id, event.target.checked)}
              className="tick-box"
            />
            <AccountFace name={nickname} picture={avatarUrl} />
            <span className="min-w-0">
              <span className="block truncate font-medium">{nickname}</span>
              <span className="block truncate text-soft text-sm">@{username}</span>
              {status === 'needs_reconnect' && (
                <span className="block text-sm text-warn">Needs reconnecting</span>
              )}
            </span>
          </label>
        ))}
        {shown.length === 0 && (
          <p className="px-1 text-soft text-sm sm:col-span-2">No account matches “{sought.trim()}”.</p>
        )}
      </div>
    </fieldset>
  );
}

/** By nickname or handle, with or without its @. */
const isSought = ({ nickname, username }: Account, words: string) =>
  `${nickname} @${username}`.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());
