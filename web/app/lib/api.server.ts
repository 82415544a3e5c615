import type { ApiClient } from '@tiktimer/worker/client';
import type {
  CreatePost,
  CreateSession,
  CreateUpload,
  CreateUser,
  FinishConnection,
  PatchPost,
  PostStatus,
  SchedulePost,
} from '@tiktimer/worker/contract';
import {
  AccountDetail,
  AccountList,
  Connection,
  ConnectStarted,
  Disconnected,
  InstanceInfo,
  Media,
  MediaPage,
  OpenUploads,
  PartUrls,
  Post,
  PostPage,
  Preflight,
  Receipt,
  SessionStarted,
  Upload,
  User,
} from '@tiktimer/worker/contract';
import type * as z from 'zod';
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
export const getInstance = (api: Api) => read(api.api.v1.instance.$get(), InstanceInfo);

// Accounts
export const listAccounts = async (api: Api) =>
  (await read(api.api.v1.accounts.$get(), AccountList)).accounts;
/** Asks TikTok: each time the composer opens, so that names and limits are fresh (tiktok-api.md 13.1). */
export const getAccount = (api: Api, accountId: string) =>
  read(api.api.v1.accounts[':accountId'].$get({ param: { accountId } }), AccountDetail);
export const disconnectAccount = (api: Api, accountId: string) =>
  read(api.api.v1.accounts[':accountId'].$delete({ param: { accountId } }), Disconnected);
export const connectAccount = (api: Api, json: { returnTo?: string; another?: boolean }) =>
  read(api.api.v1.tiktok.connect.$post({ json }), ConnectStarted);
export const finishConnection = (api: Api, json: FinishConnection) =>
  read(api.api.v1.tiktok.connections.$post({ json }), Connection);

// Media
/** The newest files of the library; the composer's list is for picking, not for tidying up. */
export const listMedia = async (api: Api) =>
  (await read(api.api.v1.media.$get({ query: { limit: '50' } }), MediaPage)).media;
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
export const listPosts = (api: Api, query: { status?: PostStatus; cursor?: string; limit?: string }) =>
  read(api.api.v1.posts.$get({ query }), PostPage);
/** With a key, asking again after a lost answer makes no second post. */
export const createPost = (api: Api, json: CreatePost, key?: string) =>
  read(api.api.v1.posts.$post({ json }, key ? { headers: { 'idempotency-key': key } } : {}), Post);
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
export const publishPost = (api: Api, postId: string, etag: string, consent: SchedulePost['consent']) =>
  read(
    api.api.v1.posts[':postId'].publish.$post({ param: { postId }, json: { consent } }, ifMatch(etag)),
    Post,
  );
export const duplicatePost = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].duplicate.$post({ param: { postId } }), Post);
export const resolvePost = (api: Api, postId: string, etag: string, outcome: 'published' | 'not_published') =>
  read(
    api.api.v1.posts[':postId'].resolve.$post({ param: { postId }, json: { outcome } }, ifMatch(etag)),
    Post,
  );
export const getReceipt = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].receipt.$get({ param: { postId } }), Receipt);
export const getPreflight = (api: Api, postId: string) =>
  read(api.api.v1.posts[':postId'].preflight.$get({ param: { postId } }), Preflight);
