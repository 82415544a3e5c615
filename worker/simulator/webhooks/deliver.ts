import { createHmac } from 'node:crypto';
import type { World } from '../world.ts';
import type { WebhookRow } from './outbox.ts';
import { dueWebhooks } from './outbox.ts';

const AT_ONCE_MAX = 20;
const ANSWER_MS_MAX = 10_000;
/** Retries end after 72 h (tiktok-api.md 11). */
const GIVE_UP_MS = 72 * 3_600_000;

/** Sends what is due, a handful at a time; says how many were tried. */
export async function deliverWebhooks(world: World): Promise<number> {
  const due = dueWebhooks(world, AT_ONCE_MAX);
  // One after the other, so that `reorder` means something; the order of different events is not promised anyway.
  for (const row of due) await attempt(world, row);
  return due.length;
}

async function attempt(world: World, row: WebhookRow): Promise<void> {
  const tries = row.tries + 1;
  const status = await send(world, row.body);
  const good = status === 200;
  const { duplicates } = world.settings.webhooks;
  const outcome = good ? 'delivered' : world.now() - row.created_at > GIVE_UP_MS ? 'given_up' : 'waiting';
  const nextAt = outcome === 'waiting' ? world.now() + backoffMs(world, tries) : null;
  world.run(
    'UPDATE webhooks SET tries = ?, last_status = ?, outcome = ?, next_at = ? WHERE id = ?',
    tries,
    status,
    outcome,
    nextAt,
    row.id,
  );
  // At least once means sometimes twice.
  if (good) for (let extra = 0; extra < duplicates; extra += 1) await send(world, row.body);
}

function backoffMs(world: World, tries: number): number {
  const { retryBaseMs, retryCapMs } = world.settings.webhooks;
  return Math.min(retryCapMs, retryBaseMs * 2 ** Math.min(tries - 1, 20));
}

async function send(world: World, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'TikTok-Signature': signature(world, body) };
  const signal = AbortSignal.timeout(ANSWER_MS_MAX);
  try {
    const answer = await fetch(world.webhookUrl, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal,
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0; // nobody answered: the same as any answer but 200
  }
}

/** `t=<s>,s=hex(HMAC-SHA256(client_secret, t + "." + body))`, signed anew for each attempt (tiktok-api.md 11). */
function signature(world: World, body: string): string {
  const { oldSeconds, wrongSignature } = world.settings.webhooks;
  const t = Math.floor(world.now() / 1000) - oldSeconds;
  const key = wrongSignature ? `not-${world.clientSecret}` : world.clientSecret;
  const s = createHmac('sha256', key).update(`${t}.${body}`).digest('hex');
  return `t=${t},s=${s}`;
}
