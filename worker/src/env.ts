import * as z from 'zod';

const origin = z
  .string()
  .refine(
    (url) => URL.canParse(url) && new URL(url).origin === url.replace(/\/$/, ''),
    'must be an origin such as https://tiktimer.example',
  )
  .transform((url) => url.replace(/\/$/, ''));

export const isLoopback = (url: string) =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** Secrets for work on one's own machine only; refused anywhere else (design 11). */
const DEVELOPMENT_SECRETS = {
  SESSION_SECRET: 'development-session-secret-development',
  TOKEN_KEYS: JSON.stringify({
    current: 'development',
    keys: { development: btoa('development-development-32-bytes') },
  }),
  TIKTOK_CLIENT_KEY: 'simulator-key',
  TIKTOK_CLIENT_SECRET: 'simulator-secret',
  VAPID_KEYS: JSON.stringify({
    publicKey: 'BCBaStK4xSmreH80_AD9Eo8Aqy_cmi_27OhVZ-u1FMITDEHchMw2MwroAZXwb5dOZki1lckTwe2mNJrxT6Lm-ag',
    privateKey: 'OJ6le681pEgLyfPQlo0W5yLXhHfV2ZKeQ_KCFOoEVY8',
  }),
};

const base64Key = z.string().refine((text) => {
  try {
    return atob(text).length === 32;
  } catch {
    return false; // not base64, hence not a key
  }
}, 'each key must be 32 bytes in base64');

const Keyring = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be JSON such as {"current":"2026-11","keys":{"2026-11":"base64…"}}');
      return z.NEVER;
    }
  })
  .pipe(z.object({ current: z.string(), keys: z.record(z.string(), base64Key) }))
  .refine((ring) => ring.current in ring.keys, '"current" must name one of "keys"');

/** Base64url: an uncompressed P-256 point, and its private scalar. */
const Vapid = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be JSON such as {"publicKey":"B…","privateKey":"…"}');
      return z.NEVER;
    }
  })
  .pipe(
    z.object({ publicKey: z.string().regex(/^[\w-]{87}$/), privateKey: z.string().regex(/^[\w-]{43}$/) }),
  );
export type VapidKeys = z.infer<typeof Vapid>;

const Settings = z.object({
  ENVIRONMENT: z.enum(['development', 'test', 'production']),
  APP_URL: origin,
  API_URL: origin,
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((o) => o.trim())
        .filter(Boolean),
    ),
  TIKTOK_API_URL: origin,
  TIKTOK_AUTH_URL: origin,
  MEDIA_KEEP_DAYS: z.coerce.number().int().min(0).max(3650).default(7),
  SESSION_SECRET: z.string().min(32, 'must have 32 characters or more'),
  TOKEN_KEYS: Keyring,
  TIKTOK_CLIENT_KEY: z.string().min(1),
  TIKTOK_CLIENT_SECRET: z.string().min(1),
  METRICS_TOKEN: z.string().min(16).optional(),
  LEGACY_SECRET_KEY: z.string().optional(),
  /** Who mails come from; unset: no-reply@ the web app's host. */
  MAIL_FROM: z.email().optional(),
  /** What pushes are signed with (RFC 8292); without it none are offered. */
  VAPID_KEYS: Vapid.optional(),
});

/** Settings and secrets, parsed once. */
export type Settings = z.infer<typeof Settings>;

/** Everything the platform hands to the worker. */
export type Bindings = Env;

let parsed: { from: Bindings; settings: Settings } | undefined;

/**
 * The settings of this instance. A wrong value throws a sentence that names the variable and never its value.
 * Development secrets stand in only while APP_URL and API_URL are both on this machine.
 */
export function readSettings(env: Bindings): Settings {
  if (parsed?.from === env) return parsed.settings;
  const values: Record<string, unknown> = { ...env };
  const local = [values.APP_URL, values.API_URL].every(
    (url) => typeof url === 'string' && URL.canParse(url) && isLoopback(url),
  );
  const result = Settings.safeParse(local ? { ...DEVELOPMENT_SECRETS, ...values } : values);
  if (!result.success) {
    const words = result.error.issues.map((issue) => `${String(issue.path[0] ?? 'env')}: ${issue.message}`);
    throw new Error(`TikTimer can't start, its configuration is wrong. ${words.join('; ')}.`);
  }
  for (const [name, value] of Object.entries(DEVELOPMENT_SECRETS)) {
    if (!local && values[name] === value)
      throw new Error(`TikTimer can't start: ${name} holds the development secret.`);
  }
  parsed = { from: env, settings: result.data };
  return result.data;
}

/** Work on one's own machine, where http on loopback is a place like others. */
export const isLocalWork = (settings: Settings) =>
  settings.ENVIRONMENT === 'development' && isLoopback(settings.APP_URL);

/** Whether posts go to the built-in simulator instead of TikTok. */
export const isRehearsal = (settings: Pick<Settings, 'TIKTOK_API_URL'>) =>
  isLoopback(settings.TIKTOK_API_URL);
