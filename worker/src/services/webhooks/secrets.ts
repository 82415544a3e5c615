/** Webhook secrets (standardwebhooks.com): shown once, sealed at rest as TikTok's tokens are, never in an answer again. */
import { Webhook } from 'standardwebhooks';
import type { WebhookId } from '../../contract/ids.ts';
import type { WebhookRow } from '../../db/schema.ts';
import { replaceSecret } from '../../db/webhooks.ts';
import type { Deps } from '../../deps.ts';
import type { Sealed } from '../accounts/token-vault.ts';
import { seal, unseal } from '../accounts/token-vault.ts';

type Needs = Pick<Deps, 'settings'>;

/** 256 random bits. */
export const newSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

export const sealSecret = ({ settings }: Needs, id: WebhookId, secret: string): Promise<Sealed> =>
  seal(settings.TOKEN_KEYS, id, secret);

/** The secrets that sign now, the newest first; undefined when their key is gone from the keyring. */
export async function openSecrets(
  { settings }: Needs,
  webhook: WebhookRow,
  now: number,
): Promise<string[] | undefined> {
  const secret = await unseal(settings.TOKEN_KEYS, webhook.id, webhook.secret);
  if (secret === undefined) return undefined;
  const signsToo = webhook.oldSecret && (webhook.oldSecretUntil ?? 0) > now;
  const old = signsToo && (await unseal(settings.TOKEN_KEYS, webhook.id, webhook.oldSecret as Sealed));
  return old ? [secret, old] : [secret];
}

/** After a rotation of keys: what an older key sealed is sealed with the current one. */
export async function sealAnew(
  deps: Pick<Deps, 'settings' | 'db'>,
  webhook: WebhookRow,
  now: number,
): Promise<void> {
  const { current } = deps.settings.TOKEN_KEYS;
  if ([webhook.secret, webhook.oldSecret].every((box) => !box || box.key === current)) return;
  const [secret, old] = (await openSecrets(deps, webhook, now)) ?? [];
  if (secret === undefined) return;
  await replaceSecret(deps.db, webhook, {
    secret: await sealSecret(deps, webhook.id, secret),
    oldSecret: old === undefined ? null : await sealSecret(deps, webhook.id, old),
    oldSecretUntil: old === undefined ? null : webhook.oldSecretUntil,
    updatedAt: webhook.updatedAt,
  });
}

/** The headers of one attempt. Each secret signs, so that a receiver may change over at leisure. */
export const signedHeaders = (
  secrets: readonly string[],
  { id, body, at }: { id: string; body: string; at: number },
): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'TikTimer-Webhooks/1',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(' '),
});
