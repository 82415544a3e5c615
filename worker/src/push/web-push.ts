/** How a push leaves us: RFC 8030 (the request), 8291 (its encryption), 8292 (who we are). */
import { createECDH } from 'node:crypto';
import { encrypt } from 'http_ece';
import { importJWK, SignJWT } from 'jose';
import type { Settings, VapidKeys } from '../env.ts';
import { isLoopback } from '../env.ts';

/** Where browsers let themselves be reached. Addresses come from browsers, so nothing else is ever asked (security.md 26). */
const HOSTS = [
  /^fcm\.googleapis\.com$/,
  /^[\w-]+\.push\.services\.mozilla\.com$/,
  /^[\w-]+\.notify\.windows\.com$/,
  /^[\w.-]+\.push\.apple\.com$/,
];
const ANSWER_WITHIN = 5_000;
/** RFC 8292, section 2: at most 24 h. */
const TOKEN_LIFE_SECONDS = 12 * 3600;

export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}
/** `gone`: the browser takes none any more. `again`: not now. `refused`: this one never. */
export type PushOutcome = 'taken' | 'gone' | 'again' | 'refused';

type Needs = Pick<Settings, 'APP_URL' | 'ENVIRONMENT'>;

/** Whether we push there: a known service over https, or a stand-in on one's own machine. */
export function isPushEndpoint(endpoint: string, settings: Needs): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  const standIn =
    settings.ENVIRONMENT !== 'production' && isLoopback(settings.APP_URL) && isLoopback(endpoint);
  if (standIn) return url.protocol === 'http:';
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain && HOSTS.some((host) => host.test(url.hostname));
}

/** Rejects when the service could not be reached in time. */
export async function sendPush(
  settings: Needs & { VAPID_KEYS: VapidKeys },
  target: PushTarget,
  text: string,
  ttlSeconds: number,
): Promise<PushOutcome> {
  const answer = await fetch(target.endpoint, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN),
    headers: {
      authorization: await whoWeAre(settings, new URL(target.endpoint).origin),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(ttlSeconds),
      urgency: 'high',
    },
    body: sealed(target, text),
  });
  await answer.body?.cancel();
  if (answer.ok) return 'taken';
  if (answer.status === 404 || answer.status === 410) return 'gone';
  return answer.status === 429 || answer.status >= 500 ? 'again' : 'refused';
}

function sealed({ p256dh, auth }: PushTarget, text: string): Uint8Array<ArrayBuffer> {
  const ours = createECDH('prime256v1');
  ours.generateKeys();
  const keys = { version: 'aes128gcm', dh: p256dh, privateKey: ours, authSecret: auth } as const;
  return encrypt(Buffer.from(text), keys);
}

async function whoWeAre({ APP_URL, VAPID_KEYS }: Needs & { VAPID_KEYS: VapidKeys }, audience: string) {
  const point = Buffer.from(VAPID_KEYS.publicKey, 'base64url');
  const key = await importJWK(
    {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: VAPID_KEYS.privateKey,
    },
    'ES256',
  );
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .setAudience(audience)
    .setSubject(APP_URL)
    .setExpirationTime(`${TOKEN_LIFE_SECONDS} s`)
    .sign(key);
  return `vapid t=${token}, k=${VAPID_KEYS.publicKey}`;
}
