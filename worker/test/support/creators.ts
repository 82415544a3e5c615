/** A creator with everything a post needs, made through the doors a person would use. */

import type * as z from 'zod';
import type { Account, Connection, Post, Receipt } from '../../src/contract/index.ts';
import { clip } from '../fixtures/clips.ts';
import { padded, uploadFile } from './files.ts';
import { call, signedInPerson } from './people.ts';
import type { SimulatedUser } from './simulator-client.ts';
import { tiktok } from './tiktok.ts';

export interface Creator {
  token: string;
  user: SimulatedUser;
  account: Account;
}

/** Signed in, with one TikTok account connected by consent. */
export async function newCreator(traits: Partial<SimulatedUser> = {}): Promise<Creator> {
  const { token } = await signedInPerson();
  const user = await tiktok.createUser(traits);
  return { token, user, account: await connect(token, user) };
}

export async function connect(token: string, user: SimulatedUser): Promise<Account> {
  const started = await ok<{ authorizationUrl: string }>(
    call('POST', '/tiktok/connect', { token, body: {} }),
  );
  const callback = await tiktok.consent(started.authorizationUrl, { openId: user.openId });
  const { code, state, scopes } = Object.fromEntries(callback.searchParams);
  const body = { code, state, scopes };
  const connection = await ok<z.infer<typeof Connection>>(
    call('POST', '/tiktok/connections', { token, body }),
  );
  return connection.account;
}

/** A real clip, or the same made `bytes` long. */
export const clipOf = (bytes?: number): Uint8Array<ArrayBuffer> =>
  bytes === undefined ? clip('portrait.mp4') : padded(clip('portrait.mp4'), bytes);

/** A draft that lacks nothing but its time. */
export async function draft(creator: Creator, change: Record<string, unknown> = {}): Promise<Post> {
  const body = {
    accountId: creator.account.id,
    mediaId: change.mediaId ?? (await uploadFile(creator.token, clipOf())).id,
    caption: 'plum tart',
    privacy: 'PUBLIC_TO_EVERYONE',
    ...change,
  };
  return ok<Post>(call('POST', '/posts', { token: creator.token, body }));
}

export const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

export const schedule = (
  creator: Creator,
  post: Pick<Post, 'id' | 'etag'>,
  change: Record<string, unknown> = {},
) =>
  call('PUT', `/posts/${post.id}/schedule`, {
    token: creator.token,
    body: { publishAt: inMs(3_600_000), consent: 'music_usage', ...change },
    headers: { 'if-match': post.etag },
  });

export const readPost = (creator: Creator, id: string) =>
  ok<Post>(call('GET', `/posts/${id}`, { token: creator.token }));
export const readReceipt = (creator: Creator, id: string) =>
  ok<Receipt>(call('GET', `/posts/${id}/receipt`, { token: creator.token }));

/** Waits for a state that takes the time it takes; gives up in the end with what is there. */
export async function eventually<T>(
  read: () => Promise<T>,
  until: (value: T) => boolean,
  ms = 30_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await read();
    if (until(value) || Date.now() > end) return value;
    await scheduler.wait(100);
  }
}

export async function ok<T>(answer: Promise<Response>): Promise<T> {
  const got = await answer;
  const text = await got.text();
  if (!got.ok) throw new Error(`${got.status}: ${text}`);
  return JSON.parse(text) as T;
}
