import type { World } from '../world.ts';

export interface Announcement {
  event: string;
  openId: string;
  publishId?: string;
  content: Record<string, unknown>;
  /** When it happened; now, unless said otherwise. */
  at?: number;
}

export interface WebhookRow {
  id: number;
  event: string;
  open_id: string | null;
  publish_id: string | null;
  body: string;
  created_at: number;
  next_at: number | null;
  tries: number;
  outcome: 'waiting' | 'delivered' | 'dropped' | 'given_up';
  last_status: number | null;
}

/** Puts an event into the outbox; `content` is a JSON string inside the JSON body (tiktok-api.md 11). */
export function announce(world: World, { event, openId, publishId, content, at }: Announcement): void {
  if (!world.webhookUrl) return;
  const now = world.now();
  const { drop, delayMs } = world.settings.webhooks;
  const body = JSON.stringify({
    client_key: world.clientKey,
    event,
    create_time: Math.floor((at ?? now) / 1000),
    user_openid: openId,
    content: JSON.stringify(content),
  });
  world.run(
    `INSERT INTO webhooks (event, open_id, publish_id, body, created_at, next_at, outcome)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    event,
    openId,
    publishId ?? null,
    body,
    now,
    drop ? null : now + delayMs,
    drop ? 'dropped' : 'waiting',
  );
}

export function dueWebhooks(world: World, limit: number): WebhookRow[] {
  const order = world.settings.webhooks.reorder ? 'id DESC' : 'id';
  return world.rows<WebhookRow>(
    `SELECT * FROM webhooks WHERE next_at <= ? ORDER BY ${order} LIMIT ?`,
    world.now(),
    limit,
  );
}

export function nextWebhookAt(world: World): number | null {
  return world.row<{ at: number | null }>('SELECT MIN(next_at) AS at FROM webhooks')?.at ?? null;
}

export function listWebhooks(world: World, limit = 500): WebhookRow[] {
  return world.rows<WebhookRow>('SELECT * FROM webhooks ORDER BY id DESC LIMIT ?', limit);
}
