import * as z from 'zod';
import { AccountId, PostId } from './ids.ts';

/** TikTok's own words for who can see a post (tiktok-api.md 2 and 13.8). */
export const PRIVACY_LEVELS = [
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
] as const;
export const PrivacyLevel = z.enum(PRIVACY_LEVELS);
export type PrivacyLevel = z.infer<typeof PrivacyLevel>;

export const ACCOUNT_STATUSES = ['connected', 'needs_reconnect', 'disconnected'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** What TikTok's creator_info says of an account (tiktok-api.md 2); unknown privacy values are left out. */
export const CreatorInfo = z
  .object({
    username: z.string(),
    nickname: z.string(),
    /** In answers the address of our copy, as in the account. */
    avatarUrl: z.string(),
    privacyOptions: z.array(PrivacyLevel),
    commentDisabled: z.boolean(),
    duetDisabled: z.boolean(),
    stitchDisabled: z.boolean(),
    /** Seconds; TikTok refuses longer videos after they were uploaded. */
    maxVideoSeconds: z.int().min(0).max(1_000_000),
    at: z.iso.datetime(),
  })
  .meta({ id: 'CreatorInfo' });
export type CreatorInfo = z.infer<typeof CreatorInfo>;

export const Account = z
  .object({
    id: AccountId,
    username: z.string(),
    nickname: z.string(),
    /** A signed address of our copy of the picture, good for an hour or more; empty while there is none. */
    avatarUrl: z.string(),
    status: z.enum(ACCOUNT_STATUSES),
    scopes: z.array(z.string()),
    /** When the sign-in at TikTok ends unless renewed; null when unknown. */
    signInEndsAt: z.iso.datetime().nullable(),
    /** When TikTok was found to have signed us out, while that is so and the instant is known. */
    signedOutAt: z.iso.datetime().nullable(),
    connectedAt: z.iso.datetime(),
    creatorInfo: CreatorInfo.nullable(),
    /** Who sees posts of clients that cannot choose; null: only the creator, who is told so. */
    legacyPrivacy: PrivacyLevel.nullable(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

/** Posts TikTok takes from one creator in 24 h: about 15, shared by all apps (tiktok-api.md 8). Advice, not a limit. */
export const Quota = z.object({ usedIn24h: z.int().min(0).max(100_000), about: z.int().min(0).max(1000) });

/**
 * One account with what TikTok says of it at this moment. `cannotPost` holds the sentence when TikTok refuses posts now;
 * `capped` when that is for a count of 24 hours, which moves on by itself: a later time may be open.
 */
export const AccountDetail = Account.extend({
  fresh: z.boolean(),
  cannotPost: z.string().nullable(),
  capped: z.boolean(),
  quota: Quota,
}).meta({ id: 'AccountDetail' });
export type AccountDetail = z.infer<typeof AccountDetail>;

/**
 * What an account has before it: posts of the last 24 h, what is planned for the next 24 h, and all that is scheduled.
 * Nothing is asked of TikTok for it.
 */
export const AccountDay = z.object({
  accountId: AccountId,
  quota: Quota,
  plannedIn24h: z.int().min(0).max(1_000_000),
  scheduled: z.int().min(0).max(1_000_000),
  next: z.object({ id: PostId, caption: z.string(), publishAt: z.iso.datetime() }).nullable(),
});
export type AccountDay = z.infer<typeof AccountDay>;
export const AccountDays = z.object({ accounts: z.array(AccountDay) }).meta({ id: 'AccountDays' });
export type AccountDays = z.infer<typeof AccountDays>;
export const PatchAccount = z.strictObject({
  /** “Old clients post as…”: null is Only me, with a notice. */
  legacyPrivacy: PrivacyLevel.nullable(),
});
export type PatchAccount = z.infer<typeof PatchAccount>;

export const ConnectAccount = z.strictObject({
  /** Where the browser goes after TikTok, an own path such as /accounts. */
  returnTo: z.string().max(512).optional(),
  /** Always show TikTok's consent page, to add a second account (tiktok-api.md 1.1 disable_auto_auth). */
  another: z.boolean().optional(),
});
/** Answer of POST /tiktok/connect: TikTok's consent page, to be opened in the user's browser. */
export const ConnectStarted = z.object({ authorizationUrl: z.string(), expiresAt: z.iso.datetime() });
/** Body of POST /tiktok/connections, which ends a connection begun by POST /tiktok/connect: what TikTok put into the callback's query. */
export const FinishConnection = z.strictObject({
  code: z.string().max(4096).optional(),
  state: z.string().max(512),
  scopes: z.string().max(2048).optional(),
  error: z.string().max(512).optional(),
  errorDescription: z.string().max(2048).optional(),
});
export type FinishConnection = z.infer<typeof FinishConnection>;
export const Connection = z.object({ account: Account, returnTo: z.string() });

export const AccountList = z.object({ accounts: z.array(Account) });
/** A disconnect cancels what is armed; posts on their way to TikTok already can't be called back and are named in `tooLate`. */
export const Disconnected = z.object({ cancelled: z.array(PostId), tooLate: z.array(PostId) });
export type Disconnected = z.infer<typeof Disconnected>;
