import { createHash } from 'node:crypto';
import type { Account, Media, Post, Receipt, Upload, User } from '../../src/contract/index.ts';
import type { SimulatorClient } from '../../test/support/simulator-client.ts';
import type { Clip } from './clip.ts';
import { inParallel, sleep } from './pool.ts';
import { Stop } from './stop.ts';

/** A person who uses an instance by HTTP only, as any client would. */
export type Person = ReturnType<typeof personAt>;

interface Request {
  body?: unknown;
  headers?: Record<string, string>;
}

const PARTS_AT_ONCE = 3;
const MEDIA_POLL_MS = 200;
const MEDIA_POLLS_MAX = 600;

export function personAt(api: string, token = '') {
  async function call<T>(method: string, path: string, { body, headers }: Request = {}): Promise<T> {
    const answer = await fetch(`${api}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Stop(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async function sendPart(upload: Upload, number: number, clip: Clip, digests: boolean): Promise<void> {
    const from = (number - 1) * upload.partBytes;
    const bytes = clip.slice(from, Math.min(clip.bytes, from + upload.partBytes));
    const asked = await call<{ parts: { url: string }[] }>('POST', `/uploads/${upload.id}/parts`, {
      body: { numbers: [number] },
    });
    const digest = digests && createHash('sha256').update(bytes).digest('base64');
    const answer = await fetch(asked.parts[0]?.url ?? '', {
      method: 'PUT',
      headers: digest ? { 'content-digest': `sha-256=:${digest}:` } : {},
      body: bytes,
    });
    if (!answer.ok) throw new Stop(`Part ${number} was answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  }

  return {
    api,
    token,
    call,
    me: () => call<User>('GET', '/me'),

    /** Connects one of the simulator's users: its consent page is decided over HTTP. */
    async connect(simulator: SimulatorClient, openId?: string): Promise<Account> {
      const started = await call<{ authorizationUrl: string }>('POST', '/tiktok/connect', { body: {} });
      const back = await simulator.consent(started.authorizationUrl, openId ? { openId } : {});
      const told = back.searchParams;
      const { account } = await call<{ account: Account }>('POST', '/tiktok/connections', {
        body: { code: told.get('code'), state: told.get('state'), scopes: told.get('scopes') },
      });
      return account;
    },

    /** Uploads part by part, three at once, and waits until the file was looked at. With digests each part is checked on arrival. */
    async upload(clip: Clip, { digests = false } = {}): Promise<Media> {
      const upload = await call<Upload>('POST', '/uploads', {
        body: { name: clip.name, bytes: clip.bytes, type: 'video/mp4' },
      });
      const numbers = Array.from({ length: upload.partCount }, (_, index) => index + 1);
      await inParallel(numbers, PARTS_AT_ONCE, (number) => sendPart(upload, number, clip, digests));
      let media = await call<Media>('POST', `/uploads/${upload.id}/complete`, { body: {} });
      for (let poll = 0; media.status === 'checking' && poll < MEDIA_POLLS_MAX; poll++) {
        await sleep(MEDIA_POLL_MS);
        media = await call<Media>('GET', `/media/${media.id}`);
      }
      if (media.status !== 'ready')
        throw new Stop(
          `The file is ${media.status}: ${media.verdicts.map((verdict) => verdict.sentence).join(' ')}`,
        );
      return media;
    },

    /** A post that only its owner sees. */
    compose: (account: Account, media: Media, caption: string) =>
      call<Post>('POST', '/posts', {
        body: { accountId: account.id, mediaId: media.id, caption, privacy: 'SELF_ONLY' },
      }),
    schedule: (post: Post, dueAt: number) =>
      call<Post>('PUT', `/posts/${post.id}/schedule`, {
        headers: { 'if-match': post.etag },
        body: { publishAt: new Date(dueAt).toISOString(), consent: 'music_usage' },
      }),
    post: (id: string) => call<Post>('GET', `/posts/${id}`),
    receipt: (id: string) => call<Receipt>('GET', `/posts/${id}/receipt`),
  };
}

/** Registers somebody new and signs in. */
export async function newPersonAt(api: string, name: string): Promise<Person> {
  const login = `${name}-${Date.now().toString(36)}`;
  await registerAt(api, { username: login, password: PASSWORD });
  const { token } = await personAt(api).call<{ token: string }>('POST', '/sessions', {
    body: { login, password: PASSWORD },
  });
  return personAt(api, token);
}

const PASSWORD = 'a lantern over the harbour';

export const registerAt = (api: string, person: { username: string; password: string }) =>
  personAt(api).call<User>('POST', '/users', {
    body: { ...person, email: `${person.username}@tiktimer.example` },
  });
