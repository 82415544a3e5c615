/** A creator with everything a post needs, made through the doors a person would use. */

import type * as z from 'zod';
import type {
  Account,
  Connection,
  Media,
  PartUrls,
  Post,
  Receipt,
  Upload,
} from '../../src/contract/index.ts';
import { clip } from '../fixtures/clips.ts';
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

/** A real clip, made `bytes` long by a free box at its end, which MP4 allows anywhere (ISO 14496-12). */
export function clipOf(bytes?: number): Uint8Array<ArrayBuffer> {
  const small = clip('portrait.mp4');
  if (bytes === undefined) return small;
  const padded = new Uint8Array(bytes);
  padded.set(small);
  const box = new DataView(padded.buffer, small.length);
  box.setUint32(0, bytes - small.length);
  box.setUint32(4, 0x66726565);
  for (let i = small.length + 8; i < bytes; i += 4096) padded[i] = (i / 4096) % 251;
  return padded;
}

export async function uploadClip(token: string, file: Uint8Array<ArrayBuffer> = clipOf()): Promise<Media> {
  const body = { name: 'clip.mp4', bytes: file.length, type: 'video/mp4' };
  const upload = await ok<Upload>(call('POST', '/uploads', { token, body }));
  const numbers = Array.from({ length: upload.partCount }, (_, i) => i + 1);
  const { parts } = await ok<z.infer<typeof PartUrls>>(
    call('POST', `/uploads/${upload.id}/parts`, { token, body: { numbers } }),
  );
  const { exports } = await import('cloudflare:workers');
  for (const part of parts) {
    const from = (part.number - 1) * upload.partBytes;
    const answer = await exports.default.fetch(part.url, {
      method: 'PUT',
      body: file.slice(from, from + part.bytes),
    });
    if (!answer.ok) throw new Error(`part ${part.number}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
  return ok<Media>(call('POST', `/uploads/${upload.id}/complete`, { token }));
}

/** A draft that lacks nothing but its time. */
export async function draft(creator: Creator, change: Record<string, unknown> = {}): Promise<Post> {
  const body = {
    accountId: creator.account.id,
    mediaId: change.mediaId ?? (await uploadClip(creator.token)).id,
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
