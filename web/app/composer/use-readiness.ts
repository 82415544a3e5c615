import type { Account, AccountDetail, Media } from '@tiktimer/worker/contract';
import { useLastPassed } from '../lib/clock.ts';
import { duration } from '../lib/format.ts';
import { whatBars } from './barred.ts';
import type { Surroundings } from './checks.ts';
import type { Planned } from './clash.ts';
import { clashOf } from './clash.ts';
import type { Draft } from './draft.ts';
import type { Missing } from './missing.ts';
import { whatIsMissing } from './missing.ts';
import { whatMeans } from './when.ts';

/** How far a post is from being scheduled: what its time means, what is missing, what was checked. */
export function useReadiness({
  draft,
  drafts,
  accounts,
  detailOf,
  media,
  uploading,
  refused,
  planned,
  ownId,
}: {
  /** The one shown. */
  draft: Draft;
  /** One for each ticked account. */
  drafts: Draft[];
  accounts: Account[];
  detailOf: (accountId: string) => AccountDetail | null;
  media: Media | null;
  uploading: boolean;
  refused: boolean;
  planned: Planned[];
  ownId: string | null;
}) {
  const meansOf = ({ date, time, zone, fold }: Draft) => whatMeans(date, time, zone, fold);
  const now = useLastPassed(
    [draft, ...drafts].map(meansOf).flatMap((means) => (means.kind === 'at' ? means.at : [])),
  );
  /** What this creator is not offered can't stay chosen; another is never picked instead. */
  const offered = (one: Draft): Draft => {
    const options = detailOf(one.accountId)?.creatorInfo?.privacyOptions ?? [];
    return { ...one, privacy: one.privacy !== '' && options.includes(one.privacy) ? one.privacy : '' };
  };
  const missingOf = (one: Draft) =>
    whatIsMissing(offered(one), {
      uploading,
      mediaBlocked:
        refused || media?.status === 'rejected' || tooLongFor(media, detailOf(one.accountId)) !== null,
      barred: whatBars(detailOf(one.accountId), one.when),
      means: meansOf(one),
      now,
    });
  const shown = offered(draft);
  const means = meansOf(draft);
  const account = detailOf(draft.accountId);
  const tooLong = tooLongFor(media, account);
  const clash =
    means.kind === 'at' && draft.when === 'at' ? clashOf(planned, means.at, draft.accountId, ownId) : null;
  const complete = drafts.filter((one) => missingOf(one).length === 0).map(({ accountId }) => accountId);
  const other = drafts.find(({ accountId }) => !complete.includes(accountId));
  const own = missingOf(draft);
  const missing: Missing[] =
    own.length > 0 || !other
      ? own
      : [{ words: `answers for @${handleOf(accounts, other.accountId)}`, at: `tab-${other.accountId}` }];
  const around: Surroundings = {
    account,
    media,
    uploading,
    refused,
    tooLong: tooLong !== null,
    means,
    clash: clash !== null,
    now,
  };
  return { shown, means, tooLong, clash, missing, complete, around };
}

export const handleOf = (accounts: Account[], accountId: string) =>
  accounts.find(({ id }) => id === accountId)?.username ?? 'this account';

/** TikTok refuses videos over the creator's own limit, but only once it has them (tiktok-api.md 13.1c). */
function tooLongFor(media: Media | null, account: AccountDetail | null): string | null {
  const length = media?.facts?.durationMs;
  const info = account?.creatorInfo;
  if (length === undefined || !info || info.maxVideoSeconds === 0 || length <= info.maxVideoSeconds * 1000)
    return null;
  return `${duration(length)} long. @${info.username} may post up to ${duration(info.maxVideoSeconds * 1000)}.`;
}
