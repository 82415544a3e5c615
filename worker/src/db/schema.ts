/**
 * The tables of D1. Instants are integer milliseconds UTC. Everything a user owns carries `workspaceId`.
 * SQL is generated from here (`npm run db:generate`) into /migrations.
 */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type {
  AccountId,
  ArmingId,
  KeyId,
  LinkId,
  MailedLinkId,
  MailId,
  MediaId,
  MessageId,
  NoticeId,
  PostId,
  PushSubscriptionId,
  SessionId,
  UploadId,
  UserId,
  WebhookId,
  WorkspaceId,
} from '../contract/ids.ts';
import type {
  CreatorInfo,
  FAILURE_REASONS,
  Finding,
  KeyScope,
  PrivacyLevel,
  Step,
  UserSettings,
  Verdict,
  WebhookEvent,
  WebhookEventType,
} from '../contract/index.ts';
import {
  ACCOUNT_STATUSES,
  DELIVERY_PROBLEMS,
  DELIVERY_STATUSES,
  MEDIA_STATUSES,
  POST_STATUSES,
  WEBHOOK_ENDINGS,
} from '../contract/index.ts';
import type { Sealed } from '../services/accounts/token-vault.ts';

const instant = (name: string) => integer(name);
const flag = (name: string) => integer(name, { mode: 'boolean' });

export const users = sqliteTable(
  'users',
  {
    /** The legacy API's id: small, counting from 1, never reused. */
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').$type<UserId>().notNull().unique(),
    email: text('email').notNull(),
    username: text('username').notNull(),
    /** Both with case folded (`foldCase` in db/users.ts): new people must differ by more than case. Not unique: imported pairs may not. */
    emailKey: text('email_key').notNull().default(''),
    usernameKey: text('username_key').notNull().default(''),
    passwordHash: text('password_hash').notNull(),
    role: text('role', { enum: ['user', 'admin'] })
      .notNull()
      .default('user'),
    isActive: flag('is_active').notNull().default(true),
    /** Raised to end every access token of the legacy API at once. */
    tokenVersion: integer('token_version').notNull().default(0),
    zone: text('zone').notNull().default('UTC'),
    /** What was chosen; what is missing has its default (contract/me.ts). */
    settings: text('settings', { mode: 'json' }).$type<Partial<UserSettings>>().notNull().default({}),
    emailConfirmedAt: instant('email_confirmed_at'),
    /** The address that replaces `email` once it is confirmed. */
    pendingEmail: text('pending_email'),
    /** When the next look back at their week is due; 0 = not set yet. */
    digestAt: instant('digest_at').notNull().default(0),
    deletionRequestedAt: instant('deletion_requested_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('users_email').on(t.email),
    uniqueIndex('users_username').on(t.username),
    index('users_email_key').on(t.emailKey),
    index('users_username_key').on(t.usernameKey),
    index('users_digest').on(t.digestAt),
    index('users_deletion').on(t.deletionRequestedAt).where(sql.raw('"deletion_requested_at" is not null')),
  ],
);
export type UserRow = typeof users.$inferSelect;

export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').$type<SessionId>().primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    kind: text('kind', { enum: ['web', 'refresh'] }).notNull(),
    /** SHA-256 of the token, hex. The token itself is nowhere. */
    tokenHash: text('token_hash').notNull(),
    /** Refresh tokens that came from one sign-in share it, so that a replay ends them all. */
    family: text('family').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    usedAt: instant('used_at'),
    replacedBy: text('replaced_by').$type<SessionId>(),
  },
  (t) => [
    uniqueIndex('sessions_token').on(t.tokenHash),
    index('sessions_user').on(t.userId, t.createdAt),
    index('sessions_expiry').on(t.expiresAt),
  ],
);
export type SessionRow = typeof sessions.$inferSelect;

/** Links mailed to people: to confirm an address, to set a password anew. Each works once, and for one address. */
export const mailedLinks = sqliteTable(
  'mailed_links',
  {
    id: text('id').$type<MailedLinkId>().primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    kind: text('kind', { enum: ['confirm_email', 'reset_password'] }).notNull(),
    /** SHA-256 of the secret at the link's end, hex. The secret is nowhere; a mail that is sent makes it again. */
    hash: text('hash').notNull(),
    /** It is worth nothing once the person has another address. */
    email: text('email').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    uniqueIndex('mailed_links_hash').on(t.hash),
    index('mailed_links_user').on(t.userId, t.kind, t.createdAt),
    index('mailed_links_expiry').on(t.expiresAt),
  ],
);
export type MailedLinkRow = typeof mailedLinks.$inferSelect;

/** A browser that a person lets us push to. */
export const pushSubscriptions = sqliteTable(
  'push_subscriptions',
  {
    id: text('id').$type<PushSubscriptionId>().primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    endpoint: text('endpoint').notNull(),
    /** The browser's public key and secret, base64url (RFC 8291). */
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    /** Where it was turned on; it ends with that sign-in. Null: no session asked for it. */
    sessionId: text('session_id').$type<SessionId>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('push_subscriptions_endpoint').on(t.endpoint),
    index('push_subscriptions_user').on(t.userId, t.createdAt),
  ],
);
export type PushSubscriptionRow = typeof pushSubscriptions.$inferSelect;

/** What is on its way to a browser; gone when it was taken, or worth nothing any more. */
export const pushes = sqliteTable(
  'pushes',
  {
    /** One a notice and browser. */
    key: text('key').primaryKey(),
    userId: text('user_id').$type<UserId>().notNull(),
    subscriptionId: text('subscription_id').$type<PushSubscriptionId>().notNull(),
    message: text('message', { mode: 'json' }).$type<PushMessage>().notNull(),
    sendAt: instant('send_at').notNull(),
    sendBefore: instant('send_before').notNull(),
    tries: integer('tries').notNull().default(0),
  },
  (t) => [
    index('pushes_due').on(t.sendAt),
    index('pushes_subscription').on(t.subscriptionId),
    index('pushes_user').on(t.userId),
  ],
);
export interface PushMessage {
  title: string;
  body: string;
  /** A path in the web app. */
  path: string;
  /** A later one of the same tag takes an earlier one's place. */
  tag: string;
}

/** The outbox: a mail is written together with what caused it, and sent until it is gone or too old. */
export const mails = sqliteTable(
  'mails',
  {
    id: text('id').$type<MailId>().primaryKey(),
    userId: text('user_id').$type<UserId>().notNull(),
    to: text('to').notNull(),
    kind: text('kind').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    /** The words of its one button, and where that leads. */
    action: text('action'),
    actionUrl: text('action_url'),
    /** Its secret is put at the end of the address when the mail goes out; no copy of the database opens the link. */
    linkId: text('link_id').$type<MailedLinkId>(),
    /** Of two mails about the same thing only the first is written. */
    key: text('key').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When it is tried next; null when it was sent or given up. */
    sendAt: instant('send_at'),
    /** Worth nothing afterwards, hence not sent. */
    sendBefore: instant('send_before').notNull(),
    sentAt: instant('sent_at'),
    tries: integer('tries').notNull().default(0),
  },
  (t) => [
    uniqueIndex('mails_once').on(t.key),
    index('mails_due').on(t.sendAt).where(sql.raw('"send_at" is not null')),
    index('mails_age').on(t.createdAt),
    index('mails_user').on(t.userId),
  ],
);
export type MailRow = typeof mails.$inferSelect;
/** What a program signs in with. It acts for the one who made it, with less: see services/identity/may.ts. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text('id').$type<KeyId>().primaryKey(),
    workspaceId: text('workspace_id').$type<WorkspaceId>().notNull(),
    createdBy: text('created_by').$type<UserId>().notNull(),
    name: text('name').notNull(),
    /** The start of the secret, by which people tell keys apart. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the whole secret, hex. The secret itself is nowhere. */
    secretHash: text('secret_hash').notNull(),
    scopes: text('scopes', { mode: 'json' }).$type<KeyScope[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    uniqueIndex('api_keys_secret').on(t.secretHash),
    index('api_keys_workspace').on(t.workspaceId, t.createdAt),
  ],
);
export type KeyRow = typeof apiKeys.$inferSelect;

export const workspaces = sqliteTable('workspaces', {
  id: text('id').$type<WorkspaceId>().primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const memberships = sqliteTable(
  'memberships',
  {
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: ['owner', 'admin', 'editor', 'approver', 'viewer'] }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index('memberships_user').on(t.userId)],
);

export const tiktokAccounts = sqliteTable(
  'tiktok_accounts',
  {
    id: text('id').$type<AccountId>().primaryKey(),
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id),
    openId: text('open_id').notNull(),
    /** The live connection. A new one after a disconnect; the same one after TikTok signed us out and the user reconnects. */
    linkId: text('link_id').$type<LinkId>().notNull(),
    status: text('status', { enum: ACCOUNT_STATUSES }).notNull(),
    username: text('username').notNull().default(''),
    nickname: text('nickname').notNull().default(''),
    /** R2's etag of our copy of the creator's picture; null = there is none. */
    avatarEtag: text('avatar_etag'),
    /** Where at TikTok's hosts that picture lay, or was looked for last. */
    avatarPath: text('avatar_path'),
    /** It is not looked for again before this time, unless it lies elsewhere by then. */
    avatarNextAt: instant('avatar_next_at'),
    scopes: text('scopes', { mode: 'json' }).$type<string[]>().notNull(),
    creatorInfo: text('creator_info', { mode: 'json' }).$type<CreatorInfo>(),
    accessExpiresAt: instant('access_expires_at'),
    refreshExpiresAt: instant('refresh_expires_at'),
    /** "Old clients post as…": the privacy of posts made by the legacy API; unset = Only me. */
    legacyPrivacy: text('legacy_privacy').$type<PrivacyLevel>(),
    connectedAt: instant('connected_at').notNull(),
    disconnectedAt: instant('disconnected_at'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('tiktok_accounts_open_id').on(t.workspaceId, t.openId),
    index('tiktok_accounts_by_open_id').on(t.openId),
    index('tiktok_accounts_expiry').on(t.status, t.accessExpiresAt),
    index('tiktok_accounts_left_pictures')
      .on(t.disconnectedAt)
      .where(sql.raw('"disconnected_at" is not null and "avatar_path" is not null')),
  ],
);
export type AccountRow = typeof tiktokAccounts.$inferSelect;

export const oauthStates = sqliteTable(
  'oauth_states',
  {
    /** SHA-256 of the state, hex. */
    hash: text('hash').primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    workspaceId: text('workspace_id').$type<WorkspaceId>().notNull(),
    returnTo: text('return_to').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('oauth_states_expiry').on(t.expiresAt)],
);

export const media = sqliteTable(
  'media',
  {
    id: text('id').$type<MediaId>().primaryKey(),
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id),
    createdBy: text('created_by').$type<UserId>().notNull(),
    /** R2 key: w/{workspace}/media/{media}/original. Nothing a user typed is in it. */
    key: text('key').notNull(),
    /** The user's file name, shown and sent back on download only. */
    name: text('name').notNull(),
    bytes: integer('bytes').notNull(),
    /** R2's etag when the upload was completed; a publication refuses a file whose etag changed. */
    etag: text('etag'),
    status: text('status', { enum: MEDIA_STATUSES }).notNull(),
    contentType: text('content_type').notNull(),
    container: text('container', { enum: ['mp4', 'mov', 'webm'] }),
    videoCodec: text('video_codec'),
    audioCodec: text('audio_codec'),
    width: integer('width'),
    height: integer('height'),
    /** Frames a second × 1000. */
    milliFps: integer('milli_fps'),
    durationMs: integer('duration_ms'),
    verdicts: text('verdicts', { mode: 'json' }).$type<Verdict[]>().notNull(),
    /** R2's etag of the poster beside the file; null = nobody made one. */
    posterEtag: text('poster_etag'),
    /** Checks begun and not ended: a file that kills its checker is not checked for ever. */
    checks: integer('checks').notNull().default(0),
    /** Kept by the user's wish: never purged by itself. */
    kept: flag('kept').notNull().default(false),
    /** Not purged before this: a verb in flight is about to use it. */
    pinnedUntil: instant('pinned_until'),
    /** Last publication that used it; the purge counts MEDIA_KEEP_DAYS from here. */
    publishedAt: instant('published_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('media_workspace').on(t.workspaceId, t.createdAt),
    index('media_purge').on(t.status, t.kept, t.publishedAt),
    index('media_by_status').on(t.status, t.updatedAt),
  ],
);
export type MediaRow = typeof media.$inferSelect;

export const uploads = sqliteTable(
  'uploads',
  {
    id: text('id').$type<UploadId>().primaryKey(),
    workspaceId: text('workspace_id').$type<WorkspaceId>().notNull(),
    mediaId: text('media_id')
      .$type<MediaId>()
      .notNull()
      .references(() => media.id),
    /** R2's multipart upload id. */
    r2UploadId: text('r2_upload_id').notNull(),
    bytes: integer('bytes').notNull(),
    partBytes: integer('part_bytes').notNull(),
    status: text('status', { enum: ['open', 'completed', 'aborted'] }).notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    index('uploads_workspace').on(t.workspaceId, t.status),
    index('uploads_expiry').on(t.status, t.expiresAt),
    index('uploads_media').on(t.mediaId),
  ],
);
export type UploadRow = typeof uploads.$inferSelect;

export const uploadParts = sqliteTable(
  'upload_parts',
  {
    uploadId: text('upload_id')
      .$type<UploadId>()
      .notNull()
      .references(() => uploads.id),
    number: integer('number').notNull(),
    bytes: integer('bytes').notNull(),
    etag: text('etag').notNull(),
    storedAt: instant('stored_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.number] })],
);

export interface StoredFailure {
  reason: (typeof FAILURE_REASONS)[number];
  /** TikTok's code, message and log_id; never a token, an address or a caption. */
  technical: string | null;
  at: number;
}

/**
 * When a post is planned for; one without a time comes after all that have one. As raw text, so that SQLite knows it again in
 * a query, and without a comma, at which drizzle-kit would cut it in two.
 */
export const plannedAt = sql.raw(
  `case when "publish_at" is null then ${Number.MAX_SAFE_INTEGER} else "publish_at" end`,
);
const isLive = sql.raw('"deleted_at" is null');
/**
 * What waits for an answer of its creator (ui.md 3.8): TikTok may have it, or something holds or will hold it up. In stored
 * JSON a quotation mark inside a sentence is escaped, so the words below can only be a finding's own severity.
 */
const waitsForCreator = sql.raw(
  `case when "status" = 'outcome_unknown' then 1 when "status" in ('scheduled', 'publishing') and ("held" is not null or instr("findings", '"severity":"blocks"') > 0) then 1 else 0 end`,
);

export const posts = sqliteTable(
  'posts',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').$type<PostId>().notNull().unique(),
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id),
    createdBy: text('created_by').$type<UserId>().notNull(),
    platform: text('platform').notNull().default('tiktok'),
    accountId: text('account_id').$type<AccountId>(),
    mediaId: text('media_id').$type<MediaId>(),
    caption: text('caption').notNull().default(''),
    privacy: text('privacy').$type<PrivacyLevel>(),
    allowComment: flag('allow_comment').notNull().default(false),
    allowDuet: flag('allow_duet').notNull().default(false),
    allowStitch: flag('allow_stitch').notNull().default(false),
    ownBrand: flag('own_brand').notNull().default(false),
    branded: flag('branded').notNull().default(false),
    aiGenerated: flag('ai_generated').notNull().default(false),
    coverMs: integer('cover_ms'),
    /** When a post that is not scheduled is meant to go out; null from scheduling on. */
    intended: text('intended', { mode: 'json' }).$type<{
      at: number;
      latestAt: number | null;
      zone: string;
    }>(),
    consent: text('consent', { mode: 'json' }).$type<{
      text: 'music_usage' | 'branded_content';
      at: number;
      userId: UserId;
    }>(),
    publishAt: instant('publish_at'),
    latestAt: instant('latest_at'),
    stageAt: instant('stage_at'),
    zone: text('zone'),
    status: text('status', { enum: POST_STATUSES }).notNull(),
    revision: integer('revision').notNull().default(0),
    /** The arming the row speaks of; null while the post was never scheduled. */
    armingId: text('arming_id').$type<ArmingId>(),
    /** The account's link this arming was made under. */
    linkId: text('link_id').$type<LinkId>(),
    /** Grows with every write of the object, so that a delayed one changes nothing. */
    seq: integer('seq').notNull().default(0),
    /** Set from scheduling until the object has closed its books (ledger and D1 both have the end). */
    armedAt: instant('armed_at'),
    /** When the sweep should look at this post; null when there is nothing to look after. */
    sweepAt: instant('sweep_at'),
    held: text('held', { mode: 'json' }).$type<StoredFailure>(),
    failure: text('failure', { mode: 'json' }).$type<StoredFailure>(),
    findings: text('findings', { mode: 'json' }).$type<Finding[]>().notNull(),
    /** Computed by the database, so that no writer can forget it. */
    needsYou: flag('needs_you').generatedAlwaysAs(waitsForCreator, { mode: 'virtual' }),
    publishId: text('publish_id'),
    tiktokPostId: text('tiktok_post_id'),
    url: text('url'),
    handedOverAt: instant('handed_over_at'),
    publishedAt: instant('published_at'),
    deletedAt: instant('deleted_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    // What lists are read by (db/post-lists.ts), each in the order it is shown in, without what was deleted.
    // `deletedAt` lets the counts be read from the index alone.
    // All of a workspace's, deleted ones too: for its erasure. By age, so that it never passes for a list's.
    index('posts_workspace').on(t.workspaceId, t.createdAt),
    index('posts_list').on(t.workspaceId, t.number).where(isLive),
    index('posts_by_time').on(t.workspaceId, plannedAt, t.number).where(isLive),
    index('posts_by_status').on(t.workspaceId, t.status, t.number, t.deletedAt).where(isLive),
    index('posts_by_status_time').on(t.workspaceId, t.status, plannedAt, t.number).where(isLive),
    index('posts_by_account').on(t.workspaceId, t.accountId, t.number).where(isLive),
    index('posts_needs_you').on(t.workspaceId, t.needsYou, t.number).where(isLive),
    index('posts_needs_you_time').on(t.workspaceId, t.needsYou, plannedAt, t.number).where(isLive),
    index('posts_link').on(t.linkId, t.status),
    index('posts_sweep').on(t.sweepAt),
    index('posts_media').on(t.mediaId, t.status),
    index('posts_account').on(t.accountId, t.status),
    index('posts_publish_id').on(t.publishId),
    index('posts_deleted').on(t.deletedAt).where(sql.raw('"deleted_at" is not null')),
  ],
);
export type PostRow = typeof posts.$inferSelect;

export const publicationEvents = sqliteTable(
  'publication_events',
  {
    postId: text('post_id').$type<PostId>().notNull(),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    step: text('step').$type<Step>().notNull(),
    detail: text('detail', { mode: 'json' })
      .$type<Record<string, string | number | boolean | null>>()
      .notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.seq] })],
);

export const notifications = sqliteTable(
  'notifications',
  {
    id: text('id').$type<NoticeId>().primaryKey(),
    workspaceId: text('workspace_id').$type<WorkspaceId>().notNull(),
    postId: text('post_id').$type<PostId>(),
    accountId: text('account_id').$type<AccountId>(),
    kind: text('kind').notNull(),
    sentence: text('sentence').notNull(),
    action: text('action'),
    /** One notice per post (or account) and finding: what was told once is not told again. */
    dedupeKey: text('dedupe_key').notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    /** When mails and pushes of it were written; null until then. */
    spreadAt: instant('spread_at'),
  },
  (t) => [
    index('notifications_unspread').on(t.createdAt).where(sql.raw('"spread_at" is null')),
    uniqueIndex('notifications_once').on(t.dedupeKey),
    index('notifications_list').on(t.workspaceId, t.createdAt, t.id),
    index('notifications_unread').on(t.workspaceId).where(sql.raw('"read_at" is null')),
  ],
);
export type NoticeRow = typeof notifications.$inferSelect;

export const webhookEvents = sqliteTable(
  'webhook_events',
  {
    /** SHA-256 of what makes the event itself (tiktok-api.md 11), hex. */
    hash: text('hash').primaryKey(),
    openId: text('open_id').notNull(),
    publishId: text('publish_id'),
    kind: text('kind').notNull(),
    content: text('content').notNull(),
    createdAt: instant('created_at').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    index('webhook_events_publish_id').on(t.publishId),
    index('webhook_events_received').on(t.receivedAt),
  ],
);

/** Requests that may be sent again (design 8): written with their first effect, answered from here for a day. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    workspaceId: text('workspace_id').$type<WorkspaceId>().notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path, who asks and body, hex. */
    requestHash: text('request_hash').notNull(),
    /** The id of what the request makes: a repeat after a crash makes the same thing. */
    mintedId: text('minted_id').notNull(),
    status: text('status', { enum: ['pending', 'done'] }).notNull(),
    answerStatus: integer('answer_status'),
    /** Null while pending, and where the answer is made anew each time. */
    answerBody: text('answer_body'),
    answerEtag: text('answer_etag'),
    /** When the run that is at work began; 0 when it gave up. */
    startedAt: instant('started_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] }), index('idempotency_keys_age').on(t.createdAt)],
);

export const auditLog = sqliteTable(
  'audit_log',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    workspaceId: text('workspace_id').$type<WorkspaceId>(),
    userId: text('user_id').$type<UserId>(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    address: text('address').notNull().default(''),
    at: instant('at').notNull(),
  },
  (t) => [index('audit_log_workspace').on(t.workspaceId, t.at)],
);

/** Places of users' own to which events are sent. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text('id').$type<WebhookId>().primaryKey(),
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id),
    createdBy: text('created_by').$type<UserId>().notNull(),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    events: text('events', { mode: 'json' }).$type<WebhookEventType[]>().notNull(),
    enabled: flag('enabled').notNull().default(true),
    /** Who or what switched it off; null while it is on. */
    ending: text('ending', { enum: WEBHOOK_ENDINGS }),
    /** What signs, sealed with the webhook's id bound in. */
    secret: text('secret', { mode: 'json' }).$type<Sealed>().notNull(),
    /** The one before a rotation, which signs too until `oldSecretUntil`. */
    oldSecret: text('old_secret', { mode: 'json' }).$type<Sealed>(),
    oldSecretUntil: instant('old_secret_until'),
    /** The first failure after which nothing was delivered; null while it goes well. */
    failingSince: instant('failing_since'),
    deliveredAt: instant('delivered_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('webhooks_list').on(t.workspaceId, t.createdAt, t.id)],
);
export type WebhookRow = typeof webhooks.$inferSelect;

/** The outbox: one event for one webhook, written in the batch of what it tells. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    webhookId: text('webhook_id').$type<WebhookId>().notNull(),
    messageId: text('message_id').$type<MessageId>().notNull(),
    workspaceId: text('workspace_id').$type<WorkspaceId>().notNull(),
    event: text('event').$type<WebhookEvent>().notNull(),
    /** The body as it is sent, byte for byte. */
    body: text('body').notNull(),
    status: text('status', { enum: DELIVERY_STATUSES }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** The HTTP status of the last answer. */
    responseStatus: integer('response_status'),
    /** Why the last attempt did not do. */
    problem: text('problem', { enum: DELIVERY_PROBLEMS }),
    /** When it is sent next; null when it has come to its end. */
    nextAt: instant('next_at'),
    attemptedAt: instant('attempted_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.webhookId, t.messageId] }),
    index('webhook_deliveries_list').on(t.webhookId, t.createdAt, t.messageId),
    index('webhook_deliveries_due').on(t.webhookId, t.nextAt).where(sql.raw('"next_at" is not null')),
    index('webhook_deliveries_age').on(t.createdAt),
  ],
);
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** Who runs a job of which only one may run; a lease that ran out can be taken over. */
export const leases = sqliteTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  until: instant('until').notNull(),
});
