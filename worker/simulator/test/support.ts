import { exports } from 'cloudflare:workers';
import { simulatorClient } from '../../test/support/simulator-client.ts';

export const BASE = 'http://127.0.0.1:8802';
export const CALLBACK = 'http://127.0.0.1:8801/api/v1/auth/tiktok/callback';
export const BOTH_SCOPES = 'user.info.basic,video.publish';

const worker = (exports as unknown as { default: Fetcher }).default;

/** The simulator as a client over HTTP sees it. */
export const http = (url: string, init?: RequestInit) =>
  worker.fetch(url.startsWith('/') ? BASE + url : url, { redirect: 'manual', ...init });

export const control = simulatorClient(BASE, http as unknown as typeof fetch);

export interface Envelope {
  data: Record<string, unknown>;
  error: { code: string; message: string; log_id: string };
}

export interface Called {
  status: number;
  headers: Headers;
  text: string;
  json: Envelope;
}

export async function api(path: string, token: string, body: unknown = {}): Promise<Called> {
  const answer = await http(`/v2/post/publish/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify(body),
  });
  return read(answer);
}

export async function read(answer: Response): Promise<Called> {
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parse(text) };
}

function parse(text: string): Envelope {
  try {
    return JSON.parse(text);
  } catch {
    return { data: {}, error: { code: 'not json', message: text, log_id: '' } };
  }
}

export async function form(path: string, fields: Record<string, string>) {
  const answer = await http(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  const text = await answer.text();
  return { status: answer.status, text, json: (text ? JSON.parse(text) : {}) as Record<string, string> };
}

export const APP = { client_key: 'simulator-key', client_secret: 'simulator-secret' };

export function authorizeUrl(changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_key: APP.client_key,
    response_type: 'code',
    scope: BOTH_SCOPES,
    redirect_uri: CALLBACK,
    state: 'st-1',
    ...changes,
  });
  return `${BASE}/v2/auth/authorize/?${query}`;
}

export const exchange = (code: string, changes: Record<string, string> = {}) =>
  form('/v2/oauth/token/', {
    ...APP,
    code,
    grant_type: 'authorization_code',
    redirect_uri: CALLBACK,
    ...changes,
  });

export const refresh = (refreshToken: string) =>
  form('/v2/oauth/token/', { ...APP, grant_type: 'refresh_token', refresh_token: refreshToken });

/** A creator of this test's own, with tokens. */
export async function creator(traits: Parameters<typeof control.createUser>[0] = {}, scopes = BOTH_SCOPES) {
  const user = await control.createUser(traits);
  const tokens = await control.grant(user.openId, scopes);
  return { ...user, token: tokens.access_token, refreshToken: tokens.refresh_token };
}

export const POST_INFO = {
  privacy_level: 'SELF_ONLY',
  title: 'a caption',
  disable_comment: true,
  disable_duet: true,
  disable_stitch: true,
  brand_content_toggle: false,
  brand_organic_toggle: false,
};

export const MIN_CHUNK = 5_242_880;

export const fileOf = (size: number, chunkSize = size, count = 1) => ({
  source: 'FILE_UPLOAD',
  video_size: size,
  chunk_size: chunkSize,
  total_chunk_count: count,
});

export interface Upload {
  publishId: string;
  url: string;
  size: number;
}

export async function init(
  token: string,
  size = 1_000,
  {
    post = {},
    file = fileOf(size),
  }: { post?: Record<string, unknown>; file?: ReturnType<typeof fileOf> } = {},
): Promise<Upload> {
  const answer = await api('video/init/', token, {
    post_info: { ...POST_INFO, ...post },
    source_info: file,
  });
  if (answer.json.error.code !== 'ok') throw new Error(`init: ${answer.text}`);
  const { publish_id, upload_url } = answer.json.data as { publish_id: string; upload_url: string };
  return { publishId: publish_id, url: upload_url, size };
}

/** Bytes that are not all alike, so that a swapped chunk changes the hash. */
export function bytes(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(size);
  for (let place = 0; place < size; place += 1) data[place] = place * 31 + seed * 17 + (place >> 8);
  return data;
}

export function put(
  { url, size }: Upload,
  body: Uint8Array<ArrayBuffer>,
  first = 0,
  headers: Record<string, string | undefined> = {},
) {
  const all: Record<string, string | undefined> = {
    'content-type': 'video/mp4',
    'content-range': `bytes ${first}-${first + body.length - 1}/${size}`,
    ...headers,
  };
  const present = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return http(url, { method: 'PUT', headers: present, body });
}

export const status = async (token: string, publishId: string) =>
  api('status/fetch/', token, { publish_id: publishId });

/** A whole post of one chunk, checked and out. */
export async function publish(token: string, post: Record<string, unknown> = {}, size = 1_000) {
  const upload = await init(token, size, { post });
  const answer = await put(upload, bytes(size));
  if (answer.status !== 201) throw new Error(`put answered ${answer.status}`);
  await control.setClock({ advanceMs: 10_000 });
  return upload;
}

export async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
