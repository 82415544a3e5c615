import type { Told, Trouble } from '../domain/trouble.ts';
import type { Settings } from '../env.ts';
import type { Exchange, Fetch } from './exchange.ts';
import { exchange } from './exchange.ts';
import { readOAuthError, readRefusal, unreadable } from './failures.ts';
import type { DirectPost, Grant, PublishStatus, TikTok } from './types.ts';
import { isAllowedUploadUrl } from './upload-url.ts';
import type { Envelope } from './wire.ts';
import {
  parseJson,
  readCreatorInfo,
  readEnvelope,
  readGrant,
  readInit,
  readOAuthRefusal,
  readStatus,
} from './wire.ts';

type Keys = Pick<
  Settings,
  'TIKTOK_API_URL' | 'TIKTOK_AUTH_URL' | 'TIKTOK_CLIENT_KEY' | 'TIKTOK_CLIENT_SECRET'
>;

/** TikTok over HTTP, as tiktok-api.md has it. `now` dates what was read; `fetch` is looked up late, so that tests can stand in for the network. */
export function createTikTok(
  settings: Keys,
  now: () => number,
  fetch: Fetch = (url, init) => globalThis.fetch(url, init),
): TikTok {
  const client = {
    client_key: settings.TIKTOK_CLIENT_KEY,
    client_secret: settings.TIKTOK_CLIENT_SECRET,
  };

  const form = (path: string, fields: Record<string, string>) =>
    exchange(fetch, settings.TIKTOK_API_URL + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'cache-control': 'no-cache' },
      body: new URLSearchParams({ ...client, ...fields }).toString(),
    });

  const json = (path: string, accessToken: string, body: unknown) =>
    exchange(fetch, settings.TIKTOK_API_URL + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json; charset=UTF-8' },
      body: JSON.stringify(body),
    });

  const grant = async (fields: Record<string, string>): Promise<Told<Grant>> => {
    const got = await form('/v2/oauth/token/', fields);
    if (got.got === 'nothing') return lost(got);
    const body = parseJson(got.text);
    // The body decides, not the status: errors come with 200 (tiktok-api.md 1.7).
    const value = readGrant(body);
    if (value) return { ok: true, value, serverDate: got.serverDate };
    const refusal = readOAuthRefusal(body);
    return refusal ? failed(readOAuthError({ ...got, ...refusal, effect: true }), got) : garbled(got);
  };

  return {
    authorizeUrl({ state, redirectUri, scopes, another }) {
      const query = new URLSearchParams({
        client_key: settings.TIKTOK_CLIENT_KEY,
        response_type: 'code',
        scope: scopes.join(','),
        redirect_uri: redirectUri,
        state,
      });
      if (another) query.set('disable_auto_auth', '1');
      return `${settings.TIKTOK_AUTH_URL}/v2/auth/authorize/?${query}`;
    },

    exchangeCode: ({ code, redirectUri }) =>
      grant({ grant_type: 'authorization_code', code: decodedCode(code), redirect_uri: redirectUri }),

    refresh: (refreshToken) => grant({ grant_type: 'refresh_token', refresh_token: refreshToken }),

    async revoke(accessToken) {
      const got = await form('/v2/oauth/revoke/', { token: accessToken });
      if (got.got === 'nothing') return lost(got);
      if (got.status >= 500) return failed(unreadable('revoke_failed', got.status), got);
      // An unknown token counts as revoked (tiktok-api.md 1.6).
      return { ok: true, value: null, serverDate: got.serverDate };
    },

    async creatorInfo(accessToken) {
      const got = await json('/v2/post/publish/creator_info/query/', accessToken, {});
      return read(got, false, ({ data }) => readCreatorInfo(data, now()));
    },

    async initDirectPost(accessToken, post) {
      const got = await json('/v2/post/publish/video/init/', accessToken, directPostBody(post));
      const told = read(got, true, ({ data }) => readInit(data));
      if (!told.ok || isAllowedUploadUrl(told.value.uploadUrl, settings)) return told;
      const trouble: Trouble = { ...unreadable('upload_url_not_allowed', 200), action: 'fail' };
      return { ok: false, trouble, serverDate: told.serverDate };
    },

    async status(accessToken, publishId): Promise<Told<PublishStatus>> {
      const got = await json('/v2/post/publish/status/fetch/', accessToken, { publish_id: publishId });
      return read(got, false, ({ data }) => readStatus(data), isUnknownId);
    },
  };
}

/** Both shapes of the lag after an init (tiktok-api.md 6): an id we hold is never "unknown", so this is a state, not an error. */
const isUnknownId = ({ code, message }: Envelope): PublishStatus | undefined =>
  code === 'invalid_publish_id' ||
  (code.startsWith('invalid_param') && message.includes('invalid_publish_id'))
    ? { state: 'unknown_id' }
    : undefined;

/** Reads an enveloped answer. Success is `error.code == "ok"`, not the HTTP status (tiktok-api.md 0). */
function read<T>(
  got: Exchange,
  effect: boolean,
  value: (envelope: Envelope) => T | undefined,
  otherwise: (envelope: Envelope) => T | undefined = () => undefined,
): Told<T> {
  if (got.got === 'nothing') return lost(got);
  const envelope = readEnvelope(parseJson(got.text));
  if (!envelope) return garbled(got);
  const understood = envelope.code === 'ok' ? value(envelope) : otherwise(envelope);
  if (understood !== undefined) return { ok: true, value: understood, serverDate: got.serverDate };
  if (envelope.code === 'ok') return failed(unreadable('incomplete', got.status), got);
  return failed(readRefusal({ ...envelope, ...pick(got), effect }), got);
}

type Answered = Extract<Exchange, { got: 'answer' }>;
const pick = ({ status, retryAfterMs }: Answered) => ({ status, retryAfterMs });
const failed = (trouble: Trouble, { serverDate }: { serverDate: number | null }): Told<never> => ({
  ok: false,
  trouble,
  serverDate,
});
const lost = (got: Extract<Exchange, { got: 'nothing' }>) => failed(unreadable(got.code, got.status), got);

function garbled(got: Answered): Told<never> {
  if (got.status === 404 && got.text.includes('Unsupported path')) {
    return failed(unreadable('unsupported_path', got.status), got);
  }
  const body = got.text.trim();
  const code = body === '' ? 'empty' : body.startsWith('<') ? 'html' : 'not_json';
  return failed(unreadable(code, got.status), got);
}

/** The code arrives URL-encoded once, sometimes twice; a code itself holds no percent sign (tiktok-api.md 1.2). */
function decodedCode(code: string): string {
  try {
    return code.includes('%') ? decodeURIComponent(code) : code;
  } catch {
    return code; // not an encoding: TikTok will say what it thinks of it
  }
}

/** The wire says "disable" where we say "allow". All flags are sent, whatever their value (tiktok-api.md 3.1). */
const directPostBody = (post: DirectPost) => ({
  post_info: {
    title: post.caption,
    privacy_level: post.privacy,
    disable_comment: !post.allowComment,
    disable_duet: !post.allowDuet,
    disable_stitch: !post.allowStitch,
    ...(post.coverMs !== null && { video_cover_timestamp_ms: post.coverMs }),
    brand_content_toggle: post.branded,
    brand_organic_toggle: post.ownBrand,
    is_aigc: post.aiGenerated,
  },
  source_info: {
    source: 'FILE_UPLOAD',
    video_size: post.bytes,
    chunk_size: post.chunkBytes,
    total_chunk_count: post.chunkCount,
  },
});
