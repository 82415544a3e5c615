import * as z from 'zod';

/** Ids carry their kind and sort by time of birth: a prefix, then 26 characters of Crockford base 32. */
const id = <Kind extends string>(prefix: string, kind: Kind) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`), `This is not a ${kind} id.`)
    .brand<Kind>();

export const UserId = id('user', 'user');
export type UserId = z.infer<typeof UserId>;
export const WorkspaceId = id('ws', 'workspace');
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const SessionId = id('sess', 'session');
export type SessionId = z.infer<typeof SessionId>;
export const AccountId = id('acct', 'account');
export type AccountId = z.infer<typeof AccountId>;
export const MediaId = id('media', 'media');
export type MediaId = z.infer<typeof MediaId>;
export const UploadId = id('upl', 'upload');
export type UploadId = z.infer<typeof UploadId>;
export const PostId = id('post', 'post');
export type PostId = z.infer<typeof PostId>;
/** One arming of a post: new and random each time it is scheduled or changed while scheduled. */
export const ArmingId = id('arm', 'arming');
export type ArmingId = z.infer<typeof ArmingId>;
/** One connection of a workspace to a TikTok account; a disconnect ends it for good. */
export const LinkId = id('link', 'link');
export type LinkId = z.infer<typeof LinkId>;
export const KeyId = id('key', 'API key');
export type KeyId = z.infer<typeof KeyId>;
export const NoticeId = id('note', 'notice');
export type NoticeId = z.infer<typeof NoticeId>;
export const PushSubscriptionId = id('push', 'push subscription');
export type PushSubscriptionId = z.infer<typeof PushSubscriptionId>;
export const MailId = id('mail', 'mail');
export type MailId = z.infer<typeof MailId>;
/** A link that was mailed to somebody and works once; what opens it is a secret, this is not. */
export const MailedLinkId = id('mlink', 'mailed link');
export type MailedLinkId = z.infer<typeof MailedLinkId>;
/** A place of the user's own to which events are sent. */
export const WebhookId = id('hook', 'webhook');
export type WebhookId = z.infer<typeof WebhookId>;
/** One event, the same for every webhook that gets it and for every time it is sent. */
export const MessageId = id('msg', 'message');
export type MessageId = z.infer<typeof MessageId>;
