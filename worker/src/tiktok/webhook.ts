/** TikTok's webhooks: who signed them, and what they say (tiktok-api.md 11). */
import * as z from 'zod';
import { parseJson } from './wire.ts';

/** `TikTok-Signature: t=<unix seconds>,s=<hex>`; `s` is the HMAC-SHA256 of `t.<raw body>` under the client secret. */
export async function isSignedByTikTok(
  header: string | undefined,
  body: Uint8Array<ArrayBuffer>,
  clientSecret: string,
): Promise<boolean> {
  const fields = new Map(
    (header ?? '').split(',').map((part) => {
      const [name, ...value] = part.split('=');
      return [name?.trim() ?? '', value.join('=').trim()] as const;
    }),
  );
  const [t, s] = [fields.get('t') ?? '', fields.get('s') ?? ''];
  if (!/^\d{1,12}$/.test(t) || !/^[0-9a-f]{64}$/i.test(s)) return false;
  const stamp = new TextEncoder().encode(`${t}.`);
  const signed = new Uint8Array(stamp.length + body.length);
  signed.set(stamp);
  signed.set(body, stamp.length);
  const secret = new TextEncoder().encode(clientSecret);
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
  const signature = Uint8Array.from(s.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  // `verify` compares in constant time.
  return crypto.subtle.verify('HMAC', key, signature, signed);
}

export interface TikTokEvent {
  clientKey: string;
  kind: string;
  openId: string;
  publishId: string | null;
  postId: string | null;
  /** fail_reason of a failed post; the number of an ended authorization. */
  reason: string | null;
  /** Milliseconds. */
  createdAt: number;
  content: string;
}

const word = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const Event = z.object({
  client_key: z.string(),
  event: z.string().min(1).max(128),
  create_time: z.int().min(0).max(100_000_000_000),
  user_openid: z.string().max(256).catch(''),
  content: z.string().catch('{}'),
});
const Content = z
  .object({ publish_id: word, post_id: word, reason: word, fail_reason: word })
  .catch({ publish_id: undefined, post_id: undefined, reason: undefined, fail_reason: undefined });

/** The event, or undefined when the body is none. `content` is JSON inside a text: parsed twice. */
export function readEvent(body: Uint8Array): TikTokEvent | undefined {
  const { data: event } = Event.safeParse(parseJson(new TextDecoder().decode(body)));
  if (!event) return undefined;
  const content = Content.parse(parseJson(event.content));
  return {
    clientKey: event.client_key,
    kind: event.event,
    openId: event.user_openid,
    publishId: content.publish_id ?? null,
    postId: content.post_id ?? null,
    reason: content.reason ?? content.fail_reason ?? null,
    createdAt: event.create_time * 1000,
    content: event.content,
  };
}
