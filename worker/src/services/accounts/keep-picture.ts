/**
 * Creators' pictures. TikTok's addresses of them live for two hours (tiktok-api.md 2) and would lead browsers to another
 * host, so we keep a copy and serve that. Nobody waits for it but a new connection, a moment; its failure is a line in the log.
 */
import type { CreatorInfo } from '../../contract/index.ts';
import { accountsUnder, claimPicture, savePicture } from '../../db/account-pictures.ts';
import type { AccountRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { DAY, HOUR, MINUTE } from '../../domain/publication.ts';
import type { Picture } from '../../media/picture.ts';
import { readPicture } from '../../media/picture.ts';
import { avatarKey } from '../../media/store.ts';
import { isAllowedPictureUrl } from '../../tiktok/picture-url.ts';
import { tellFeed } from '../live/tell-feed.ts';
import type { AccountNews } from './keeper-ports.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'settings' | 'outbound' | 'log' | 'feed' | 'later'>;
type Which = Pick<AccountRow, 'id' | 'workspaceId'>;
type Claimed = Which & Pick<AccountRow, 'avatarEtag'>;
type Shown = Pick<CreatorInfo, 'avatarUrl' | 'at'>;

/** TikTok's addresses live for 2 h; one that is about to end is not tried. */
const ADDRESS_GOOD_FOR = 2 * HOUR - 10 * MINUTE;
/** The same address may show another picture some day. */
const COPY_GOOD_FOR = DAY;
const AGAIN_AFTER_FAILURE = 15 * MINUTE;
/** The largest that were seen have 1080 pixels each way. */
const BYTES_MAX = 512 * 1024;
const SIDE_MAX = 2048;
/** Of those that have the account; the others' turn comes with the next news. */
const WORKSPACES_A_TIME = 20;

/** For what the account's object tells: the same picture for every workspace that has the account. */
export async function keepPictures(deps: Needs, { openId, creator, ...news }: AccountNews): Promise<void> {
  if (!creator) return;
  try {
    const links = [...news.liveLinks, ...news.lostLinks];
    for (const account of await accountsUnder(deps.db, openId, links, WORKSPACES_A_TIME))
      await keepPicture(deps, account, creator);
  } catch (error) {
    deps.log.warn('pictures_not_kept', { error });
  }
}

/** Copies the picture of fresh creator_info unless we have it. Never rejects. */
export async function keepPicture(deps: Needs, account: Which, creator: Shown): Promise<void> {
  const now = deps.clock.now();
  if (!creator.avatarUrl || now - Date.parse(creator.at) > ADDRESS_GOOD_FOR) return;
  try {
    const claimed = await claimPicture(deps.db, account, claimOf(creator, now), now);
    if (claimed) await copyPicture(deps, claimed, creator);
  } catch (error) {
    deps.log.warn('picture_not_kept', { account: account.id, error });
  }
}

/** What a row says while its picture is looked for: nobody else looks for it meanwhile, and after a failure not at once. */
export const claimOf = ({ avatarUrl }: Shown, now: number) => ({
  // The host and the signature are others in each answer.
  avatarPath: URL.canParse(avatarUrl) ? new URL(avatarUrl).pathname : '',
  avatarNextAt: now + AGAIN_AFTER_FAILURE,
});

/** The same once the row is claimed. Never rejects. */
export async function copyPicture(deps: Needs, account: Claimed, { avatarUrl }: Shown): Promise<void> {
  if (!avatarUrl) return;
  try {
    const found = await fetchPicture(deps, avatarUrl);
    if ('why' in found) deps.log.warn('picture_not_kept', { account: account.id, ...found });
    else await store(deps, account, found);
  } catch (error) {
    deps.log.warn('picture_not_kept', { account: account.id, error });
  }
}

interface Found extends Picture {
  bytes: Uint8Array<ArrayBuffer>;
}

async function fetchPicture(
  { settings, outbound }: Needs,
  url: string,
): Promise<Found | { why: string; status?: number; host?: string }> {
  if (!isAllowedPictureUrl(url, settings))
    return { why: 'host', host: URL.canParse(url) ? new URL(url).hostname : '' };
  const got = await outbound.get(url, BYTES_MAX);
  if ('trouble' in got) return { why: got.trouble, ...(got.trouble === 'refused' && { status: got.status }) };
  // What it is its bytes say: whatever type was claimed, nothing else is ever served under our name.
  const picture = readPicture(got.bytes);
  if (!picture) return { why: 'no_picture' };
  const fits = (side: number) => side >= 1 && side <= SIDE_MAX;
  return fits(picture.width) && fits(picture.height) ? { ...picture, bytes: got.bytes } : { why: 'size' };
}

/** When the account was disconnected meanwhile, nothing of it stays. */
async function store(deps: Needs, account: Claimed, { bytes, type }: Found): Promise<void> {
  const { id, workspaceId, avatarEtag } = account;
  const key = avatarKey(workspaceId, id);
  const { etag } = await deps.bucket.put(key, bytes, { httpMetadata: { contentType: type } });
  const saved = await savePicture(deps.db, account, etag, deps.clock.now() + COPY_GOOD_FOR);
  if (!saved) await deps.bucket.delete(key);
  else if (etag !== avatarEtag) tellFeed(deps, workspaceId, [{ type: 'account', accountId: id }]);
}
