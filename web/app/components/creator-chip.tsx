import type { AccountDetail } from '@tiktimer/worker/contract';
import type { Barred } from '../composer/barred.ts';
import { limitWords } from '../lib/format.ts';
import { AccountFace } from './account-face.tsx';
import { TickRail } from './tick-rail.tsx';

/** Where a post goes, in TikTok's own words: nickname and handle read together, never just "TikTok account". */
export function CreatorChip({ account }: { account: AccountDetail }) {
  const nickname = account.creatorInfo?.nickname || account.nickname;
  const { usedIn24h, about } = account.quota;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-[10px] border border-ink bg-surface px-3.5 py-2.5">
      <AccountFace name={nickname} picture={account.avatarUrl} size="lg" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{nickname}</p>
        <p className="truncate text-soft text-sm">@{account.creatorInfo?.username || account.username}</p>
      </div>
      <div className="grid justify-items-end gap-1 max-sm:w-full max-sm:justify-items-start">
        <span className="flex w-52 items-center gap-2">
          <TickRail
            total={about || 15}
            filled={usedIn24h}
            label="Posts in 24 hours"
            valueText={`${usedIn24h} of about ${about} posts in 24 hours`}
          />
          <span className="tabular whitespace-nowrap font-medium text-sm">
            {usedIn24h} of about {about}
          </span>
        </span>
        <span className="text-muted text-sm">posts in 24 h</span>
      </div>
    </div>
  );
}

/** "Name and limits come from TikTok, read just now. Videos up to 10 min.", or why it takes no posts now. */
export function CreatorNote({ account, barred }: { account: AccountDetail; barred: Barred | null }) {
  const info = account.creatorInfo;
  if (barred)
    return <p className={`mt-2 text-sm ${barred.passes ? 'text-warn' : 'text-bad'}`}>{barred.sentence}</p>;
  if (!info)
    return (
      <p className="mt-2 text-sm text-warn">
        TikTok did not answer. Who can see it and what viewers may do come from TikTok, so they wait.
      </p>
    );
  return (
    <p className="mt-2 text-muted text-xs">
      {account.fresh
        ? 'Name and limits come from TikTok, read just now.'
        : 'TikTok did not answer; this is what it said last.'}{' '}
      Videos up to {limitWords(info.maxVideoSeconds)}.
    </p>
  );
}
