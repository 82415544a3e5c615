import type { CreatorInfo, PrivacyLevel } from '../contract/index.ts';
import type { Told } from '../domain/trouble.ts';

/** Tokens as TikTok gave them; lifetimes are seconds from the answer (tiktok-api.md 1.3, 1.4). */
export interface Grant {
  accessToken: string;
  refreshToken: string | null;
  expiresIn: number;
  refreshExpiresIn: number | null;
  openId: string;
  scopes: string[];
}

/** post_info and source_info of a direct post by FILE_UPLOAD, in our words (tiktok-api.md 3.1). */
export interface DirectPost {
  caption: string;
  privacy: PrivacyLevel;
  allowComment: boolean;
  allowDuet: boolean;
  allowStitch: boolean;
  ownBrand: boolean;
  branded: boolean;
  aiGenerated: boolean;
  coverMs: number | null;
  bytes: number;
  chunkBytes: number;
  chunkCount: number;
}

export type PublishStatus =
  | { state: 'uploading'; uploadedBytes: number | null }
  | { state: 'published'; tiktokPostId: string | null }
  | { state: 'failed'; failReason: string }
  /** An id we hold may be unknown to TikTok for some seconds (tiktok-api.md 6). */
  | { state: 'unknown_id' };

/** TikTok over HTTP. Every method resolves; trouble is data. Time-outs and body limits are inside. */
export interface TikTok {
  authorizeUrl(input: { state: string; redirectUri: string; scopes: string[]; another: boolean }): string;
  exchangeCode(input: { code: string; redirectUri: string }): Promise<Told<Grant>>;
  refresh(refreshToken: string): Promise<Told<Grant>>;
  revoke(accessToken: string): Promise<Told<null>>;
  creatorInfo(accessToken: string): Promise<Told<CreatorInfo>>;
  initDirectPost(
    accessToken: string,
    post: DirectPost,
  ): Promise<Told<{ publishId: string; uploadUrl: string }>>;
  status(accessToken: string, publishId: string): Promise<Told<PublishStatus>>;
}
