import type { ApiClient } from '@tiktimer/worker/client';
import type {
  ChangeEmail,
  ChangePassword,
  CompleteReset,
  Consent,
  CreateApiKey,
  CreatePost,
  CreatePushSubscription,
  CreateSession,
  CreateUpload,
  CreateUser,
  CreateWebhook,
  DeleteMe,
  FinishConnection,
  PatchAccount,
  PatchPost,
  PatchWebhook,
  PostSort,
  PrivacyLevel,
  ReadNotices,
  ResolvePost,
  SchedulePost,
  SortOrder,
  UpdateUser,
} from '@tiktimer/worker/contract';
import {
  Account,
  AccountDays,
  AccountDetail,
  AccountList,
  ApiKeyList,
  ApiKeyMade,
  Connection,
  ConnectStarted,
  DeletionBegun,
  Delivery,
  DeliveryPage,
  Disconnected,
  EmailConfirmed,
  ExportLink,
  InstanceInfo,
  Media,
  MediaPage,
  NoticePage,
  OpenUploads,
  Outbox,
  PartUrls,
  Post,
  PostCounts,
  PostPage,
  Preflight,
  Punctuality,
  PushDevice,
  PushInfo,
  Receipt,
  SessionList,
  SessionStarted,
  TestSent,
  Unread,
  Upload,
  User,
  Webhook,
  WebhookList,
  WebhookWithSecret,
} from '@tiktimer/worker/contract';
import type * as z from 'zod';
import { withName } from './account-name.ts';
import { done, read } from './api-problem.server.ts';

/** Every question the web app asks the API, by name. No other file knows its addresses. */
type Api = ApiClient;

const ifMatch = (etag: string) => ({ headers: { 'if-match': etag } });

// People
export const createUser = (api: Api, json: CreateUser) => read(api.api.v1.users.$post({ json }), User);
export const startSession = (api: Api, json: z.infer<typeof CreateSession>) =>
  read(api.api.v1.sessions.$post({ json }), SessionStarted);
export const endSession = (api: Api) => done(api.api.v1.sessions.current.$delete());
export const getMe = (api: Api) => read(api.api.v1.me.$get(), User);
export const updateMe = (api: Api, json: UpdateUser) => read(api.api.v1.me.$patch({ json }), User);
export const changePassword = (api: Api, json: ChangePassword) => done(api.api.v1.me.password.$put({ json }));
export const changeEmail = (api: Api, json: ChangeEmail) => read(api.api.v1.me.email.$put({ json }), User);
export const resendConfirmation = (api: Api) => done(api.api.v1.me.email.confirmation.$post());
export const checkConfirmation = (api: Api, token: string) =>
  read(api.api.v1['email-confirmations'].check.$post({ json: { token } }), EmailConfirmed);
export const confirmEmail = (api: Api, token: string) =>
  read(api.api.v1['email-confirmations'].$post({ json: { token } }), EmailConfirmed);
export const requestPasswordReset = (api: Api, email: string) =>
  done(api.api.v1['password-resets'].$post({ json: { email } }));
export const checkResetLink = (api: Api, token: string) =>
  done(api.api.v1['password-resets'].check.$post({ json: { token } }));
export const completePasswordReset = (api: Api, json: CompleteReset) =>
  done(api.api.v1['password-resets'].complete.$post({ json }));
export const listSessions = async (api: Api) =>
  (await read(api.api.v1.sessions.$get(), SessionList)).sessions;
export const endOneSession = (api: Api, sessionId: string) =>
  done(api.api.v1.sessions[':sessionId'].$delete({ param: { sessionId } }));
export const endOtherSessions = (api: Api) => done(api.api.v1.sessions.$delete());
export const deleteMe = (api: Api, json: DeleteMe) => read(api.api.v1.me.$delete({ json }), DeletionBegun);
export const keepMe = (api: Api) => read(api.api.v1.me.keep.$post(), User);
export const linkToExport = (api: Api) => read(api.api.v1.me.export.$post(), ExportLink);
export const listApiKeys = async (api: Api) => (await read(api.api.v1['api-keys'].$get(), ApiKeyList)).keys;
export const createApiKey = (api: Api, json: CreateApiKey) =>
  read(api.api.v1['api-keys'].$post({ json }), ApiKeyMade);
export const revokeApiKey = (api: Api, keyId: string) =>
  done(api.api.v1['api-keys'][':keyId'].$delete({ param: { keyId } }));
/** Mails of an instance that sends none: on one's own machine only. */
export const readOutbox = async (api: Api) => (await read(api.api.v1.outbox.$get(), Outbox)).mails;
export const getInstance = (api: Api) => read(api.api.v1.instance.$get(), InstanceInfo);

// Accounts
export const listAccounts = async (api: Api) =>
  (await read(api.api.v1.accounts.$get(), AccountList)).accounts.map(withName);
/** Asks TikTok: each time the composer opens, so that names and limits are fresh (tiktok-api.md 13.1). */
export const getAccount = async (api: Api, accountId: string) =>
  withName(await read(api.api.v1.accounts[':accountId'].$get({ param: { accountId } }), AccountDetail));
/** What each account has posted and has before it; TikTok is not asked. */
export const listAccountDays = async (api: Api) =>
  (await read(api.api.v1.accounts.today.$get(), AccountDays)).accounts;
/** Who sees what clients post that cannot choose. */
export const changeAccount = (api: Api, accountId: string, json: PatchAccount) =>
  read(api.api.v1.accounts[':accountId'].$patch({ param: { accountId }, json }), Account);
export const disconnectAccount = (api: Api, accountId: string) =>
  read(api.api.v1.accounts[':accountId'].$delete({ param: { accountId } }), Disconnected);
export const connectAccount = (api: Api, json: { returnTo?: string; another?: boolean }) =>
  read(api.api.v1.tiktok.connect.$post({ json }), ConnectStarted);
export const finishConnection = (api: Api, json: FinishConnection) =>
  read(api.api.v1.tiktok.connections.$post({ json }), Connection);

// Media
/** The newest files of the library; the composer's list is for picking, not for tidying up. */
export const listMedia = async (api: Api) =>
  (await read(api.api.v1.media.$get({ query: { limit: '50', totals: 'false' } }), MediaPage)).media;
/** A page of the library as it is shown in the grid. */
export const listLibrary = (
  api: Api,
  query: {
    status?: 'rejected' | 'uploading';
    unused?: 'true';
    totals?: 'false';
    cursor?: string;
    limit?: string;
  },
) => read(api.api.v1.media.$get({ query }), MediaPage);
export const keepMedia = (api: Api, mediaId: string, kept: boolean) =>
  read(api.api.v1.media[':mediaId'].$patch({ param: { mediaId }, json: { kept } }), Media);
export const deleteMedia = (api: Api, mediaId: string) =>
  done(api.api.v1.media[':mediaId'].$delete({ param: { mediaId } }));
export const listPostsOfMedia = async (api: Api, mediaId: string) =>
  (await read(api.api.v1.media[':mediaId'].posts.$get({ param: { mediaId } }), PostPage)).posts;
export const getMedia = (api: Api, mediaId: string) =>
  read(api.api.v1.media[':mediaId'].$get({ param: { mediaId } }), Media);
/** A still picture of a video, as the browser made it. */
export const putPoster = (api: Api, mediaId: string, picture: ArrayBuffer) =>
  read(api.api.v1.media[':mediaId'].poster.$put({ param: { mediaId } }, { init: { body: picture } }), Media);
export const listUploads = async (api: Api) =>
  (await read(api.api.v1.uploads.$get(), OpenUploads)).uploads.filter(({ status }) => status === 'open');
export const createUpload = (api: Api, json: CreateUpload) =>
  read(api.api.v1.uploads.$post({ json }), Upload);
export const requestParts = (api: Api, uploadId: string, numbers: number[]) =>
  read(api.api.v1.uploads[':uploadId'].parts.$post({ param: { uploadId }, json: { numbers } }), PartUrls);
export const completeUpload = (api: Api, uploadId: string) =>
  read(api.api.v1.uploads[':uploadId'].complete.$post({ param: { uploadId } }), Media);
export const abortUpload = (api: Api, uploadId: string) =>
  done(api.api.v1.uploads[':uploadId'].$delete({ param: { uploadId } }));

// Posts
/** As `ListPosts` of the contract, written as an address has it. */
export interface PostQuery {
  status?: string;
  account?: string;
  privacy?: PrivacyLevel;
  needsYou?: 'true';
  text?: string;
  from?: string;
  to?: string;
  sort?: PostSort;
  order?: SortOrder;
  cursor?: string;
  limit?: string;
}
export const listPosts = (api: Api, query: PostQuery) => read(api.api.v1.posts.$get({ query }), PostPage);
export const countPosts = (api: Api) => read(api.api.v1.posts.counts.$get(), PostCounts);
export const getPunctuality = (api: Api) => read(api.api.v1.punctuality.$get(), Punctuality);
/** Takes a deletion back. */
export const restorePost = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].restore.$post({ param: { postId } }), Post);
/** With a key, asking again after a lost answer makes no second post. */
export const createPost = (api: Api, json: CreatePost, key?: string) =>
  read(api.api.v1.posts.$post({ json }, key ? { headers: { 'idempotency-key': key } } : {}), Post);
/** The post that goes out next. */
export const firstScheduled = async (api: Api) => {
  const query = { status: 'scheduled', sort: 'publish_at', order: 'asc', limit: '1' } as const;
  return (await read(api.api.v1.posts.$get({ query }), PostPage)).posts[0];
};
export const getPost = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].$get({ param: { postId } }), Post);
export const changePost = (api: Api, postId: string, etag: string, json: PatchPost) =>
  read(api.api.v1.posts[':postId'].$patch({ param: { postId }, json }, ifMatch(etag)), Post);
export const deletePost = (api: Api, postId: string, etag: string) =>
  done(api.api.v1.posts[':postId'].$delete({ param: { postId } }, ifMatch(etag)));
export const schedulePost = (api: Api, postId: string, etag: string, json: SchedulePost) =>
  read(api.api.v1.posts[':postId'].schedule.$put({ param: { postId }, json }, ifMatch(etag)), Post);
export const cancelPost = (api: Api, postId: string, etag: string) =>
  read(api.api.v1.posts[':postId'].schedule.$delete({ param: { postId } }, ifMatch(etag)), Post);
export const publishPost = (api: Api, postId: string, etag: string, consent: Consent) =>
  read(
    api.api.v1.posts[':postId'].publish.$post({ param: { postId }, json: { consent } }, ifMatch(etag)),
    Post,
  );
export const duplicatePost = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].duplicate.$post({ param: { postId } }), Post);
export const resolvePost = (api: Api, postId: string, etag: string, json: ResolvePost) =>
  read(api.api.v1.posts[':postId'].resolve.$post({ param: { postId }, json }, ifMatch(etag)), Post);
export const getReceipt = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].receipt.$get({ param: { postId } }), Receipt);
export const getPreflight = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].preflight.$get({ param: { postId } }), Preflight);

/** Those whose caption holds the words, newest first. */
export const searchPosts = async (api: Api, text: string, limit: number) =>
  (await read(api.api.v1.posts.$get({ query: { text, limit: String(limit) } }), PostPage)).posts;
/** What is planned or on its way, the soonest first. */
export const listComing = async (api: Api, limit: number) =>
  (
    await read(
      api.api.v1.posts.$get({
        query: { status: 'scheduled,publishing', sort: 'publish_at', order: 'asc', limit: String(limit) },
      }),
      PostPage,
    )
  ).posts;

// Notices
export const listNotices = (api: Api, query: { cursor?: string; limit?: string }) =>
  read(api.api.v1.notifications.$get({ query }), NoticePage);
export const readNotices = (api: Api, json: ReadNotices) =>
  read(api.api.v1.notifications.read.$post({ json }), Unread);
export const readPush = (api: Api) => read(api.api.v1.push.$get(), PushInfo);
export const subscribeToPush = (api: Api, json: CreatePushSubscription) =>
  read(api.api.v1.push.subscriptions.$post({ json }), PushDevice);
export const unsubscribeFromPush = (api: Api, subscriptionId: string) =>
  done(api.api.v1.push.subscriptions[':subscriptionId'].$delete({ param: { subscriptionId } }));
export const testNotices = (api: Api) => read(api.api.v1.notifications.test.$post(), TestSent);

// Webhooks
export const listWebhooks = async (api: Api) =>
  (await read(api.api.v1.webhooks.$get(), WebhookList)).webhooks;
/** The answer holds the secret, this once. */
export const createWebhook = (api: Api, json: CreateWebhook) =>
  read(api.api.v1.webhooks.$post({ json }), WebhookWithSecret);
export const getWebhook = (api: Api, webhookId: string) =>
  read(api.api.v1.webhooks[':webhookId'].$get({ param: { webhookId } }), Webhook);
export const changeWebhook = (api: Api, webhookId: string, json: PatchWebhook) =>
  read(api.api.v1.webhooks[':webhookId'].$patch({ param: { webhookId }, json }), Webhook);
export const deleteWebhook = (api: Api, webhookId: string) =>
  done(api.api.v1.webhooks[':webhookId'].$delete({ param: { webhookId } }));
/** The answer holds the new secret, this once. */
export const rotateWebhookSecret = (api: Api, webhookId: string) =>
  read(api.api.v1.webhooks[':webhookId']['rotate-secret'].$post({ param: { webhookId } }), WebhookWithSecret);
export const testWebhook = (api: Api, webhookId: string) =>
  read(api.api.v1.webhooks[':webhookId'].test.$post({ param: { webhookId } }), Delivery);
export const listDeliveries = (api: Api, webhookId: string, query: { cursor?: string; limit?: string }) =>
  read(api.api.v1.webhooks[':webhookId'].deliveries.$get({ param: { webhookId }, query }), DeliveryPage);
export const resendDelivery = (api: Api, webhookId: string, messageId: string) =>
  read(
    api.api.v1.webhooks[':webhookId'].deliveries[':messageId'].resend.$post({
      param: { webhookId, messageId },
    }),
    Delivery,
  );
