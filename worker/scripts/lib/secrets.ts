import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, Stop } from './stop.ts';

/** Secrets of one state folder, made at its first start. The names are those of worker/src/env.ts. */
export interface LocalSecrets {
  SESSION_SECRET: string;
  TOKEN_KEYS: string;
  METRICS_TOKEN: string;
  VAPID_KEYS: string;
}

const NAMES = ['SESSION_SECRET', 'TOKEN_KEYS', 'METRICS_TOKEN', 'VAPID_KEYS'] as const;

/** What is encrypted in the state folder can only be opened with the keys beside it, so they live and move together. */
export function localSecrets(state: string): LocalSecrets {
  const file = join(state, 'secrets.json');
  if (existsSync(file)) return read(file);
  const secrets: LocalSecrets = {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    TOKEN_KEYS: JSON.stringify({
      current: 'local',
      keys: { local: randomBytes(32).toString('base64') },
    }),
    METRICS_TOKEN: randomBytes(24).toString('base64url'),
    VAPID_KEYS: JSON.stringify(newVapidKeys()),
  };
  try {
    mkdirSync(state, { recursive: true });
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new Stop(`The state folder ${state} can't be written: ${messageOf(error)}.`);
  }
  return secrets;
}

/** A P-256 pair as Web Push writes it (RFC 8292, section 3.2). */
export function newVapidKeys() {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const point = [Buffer.from([4]), Buffer.from(x ?? '', 'base64url'), Buffer.from(y ?? '', 'base64url')];
  return { publicKey: Buffer.concat(point).toString('base64url'), privateKey: d ?? '' };
}

function read(file: string): LocalSecrets {
  const unreadable = new Stop(
    `${file} can't be read as the secrets of this state. Put the old file back, or choose an empty folder with TIKTIMER_STATE.`,
  );
  let found: Partial<LocalSecrets>;
  try {
    found = JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>;
  } catch {
    throw unreadable; // the reason would quote the file
  }
  // Folders made before there were pushes have no key for them.
  const secrets = { VAPID_KEYS: JSON.stringify(newVapidKeys()), ...found };
  if (NAMES.some((name) => typeof secrets[name] !== 'string')) throw unreadable;
  if (found.VAPID_KEYS === undefined)
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets as LocalSecrets;
}
