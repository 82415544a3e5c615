import { AccountId, MediaId } from '@tiktimer/worker/contract';
import type { Draft } from './draft.ts';
import { localTime } from './draft.ts';

/** What the address of a new post fills in: `?account`, `?media`, and `?at` as an instant. What can't be read is left out. */
export function wantedDraft(search: URLSearchParams, zone: string): Partial<Draft> {
  const accountId = AccountId.safeParse(search.get('account')).data;
  const mediaId = MediaId.safeParse(search.get('media')).data;
  const at = Date.parse(search.get('at') ?? '');
  return {
    ...(accountId && { accountId }),
    ...(mediaId && { mediaId }),
    ...(Number.isFinite(at) && localTime(at, zone)),
  };
}
