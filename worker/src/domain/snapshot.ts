import type { AccountId, ArmingId, LinkId, MediaId, PostId, UserId, WorkspaceId } from '../contract/ids.ts';
import type { PrivacyLevel } from '../contract/index.ts';

/** What an armed post will publish, frozen when it was scheduled. The object needs nothing else at T. */
export interface Snapshot {
  postId: PostId;
  workspaceId: WorkspaceId;
  armingId: ArmingId;
  revision: number;
  accountId: AccountId;
  openId: string;
  linkId: LinkId;
  mediaId: MediaId;
  media: { key: string; etag: string; bytes: number; type: string; durationMs: number };
  caption: string;
  privacy: PrivacyLevel;
  allowComment: boolean;
  allowDuet: boolean;
  allowStitch: boolean;
  ownBrand: boolean;
  branded: boolean;
  aiGenerated: boolean;
  coverMs: number | null;
  consent: { text: 'music_usage' | 'branded_content'; at: number; userId: UserId };
  dueAt: number;
  latestAt: number;
  /** The zone it was planned in; null when nobody said one. */
  zone: string | null;
  /** For the words on the receipt and in notices. */
  handle: string;
}
