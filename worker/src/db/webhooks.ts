/** Webhooks of users, by the questions asked of them. Every query of a verb takes the workspace. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { NoticeId, WebhookId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { insertIf } from './insert-if.ts';
import type { WebhookRow } from './schema.ts';
import { notifications, webhooks } from './schema.ts';
import { failWaiting } from './webhook-outbox.ts';

const own = (workspaceId: WorkspaceId, id: WebhookId) =>
  and(eq(webhooks.id, id), eq(webhooks.workspaceId, workspaceId));

export const listWebhooks = (db: Db, workspaceId: WorkspaceId): Promise<WebhookRow[]> =>
  db
    .select()
    .from(webhooks)
    .where(eq(webhooks.workspaceId, workspaceId))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id))
    .limit(100);

export const findWebhook = (db: Db, workspaceId: WorkspaceId, id: WebhookId) =>
  db.select().from(webhooks).where(own(workspaceId, id)).get();

/** For the webhook's own object, which knows nothing but its id. */
export const webhookById = (db: Db, id: WebhookId) =>
  db.select().from(webhooks).where(eq(webhooks.id, id)).get();

/** Undefined when the workspace has as many as it may. */
export const insertWebhook = async (
  db: Db,
  row: Pick<
    WebhookRow,
    'id' | 'workspaceId' | 'createdBy' | 'url' | 'description' | 'events' | 'secret' | 'createdAt'
  >,
  most: number,
): Promise<WebhookRow | undefined> => {
  const values = {
    ...row,
    events: JSON.stringify(row.events),
    secret: JSON.stringify(row.secret),
    enabled: 1,
    updatedAt: row.createdAt,
  };
  const room = sql`(select count(*) from ${webhooks} where ${eq(webhooks.workspaceId, row.workspaceId)}) < ${most}`;
  return insertIf(db, webhooks, values, room).returning().get() as Promise<WebhookRow | undefined>;
};

export const changeWebhook = (
  db: Db,
  workspaceId: WorkspaceId,
  id: WebhookId,
  values: Partial<WebhookRow>,
): Promise<WebhookRow | undefined> =>
  db.update(webhooks).set(values).where(own(workspaceId, id)).returning().get();

/** Another secret takes the place of the one that was read; undefined when somebody was faster. */
export const replaceSecret = (
  db: Db,
  seen: WebhookRow,
  values: Pick<WebhookRow, 'secret' | 'oldSecret' | 'oldSecretUntil' | 'updatedAt'>,
): Promise<WebhookRow | undefined> =>
  db
    .update(webhooks)
    .set(values)
    .where(
      and(own(seen.workspaceId, seen.id), sql`json_extract(${webhooks.secret}, '$.iv') = ${seen.secret.iv}`),
    )
    .returning()
    .get();

export const deleteWebhook = (db: Db, workspaceId: WorkspaceId, id: WebhookId) =>
  db.delete(webhooks).where(own(workspaceId, id));

/** Something was delivered: it does not fail any more. */
export const noteDelivered = (db: Db, id: WebhookId, at: number) =>
  db.update(webhooks).set({ deliveredAt: at, failingSince: null }).where(eq(webhooks.id, id));

/** The first failure counts, until something is delivered again. */
export const noteFailing = (db: Db, id: WebhookId, at: number) =>
  db
    .update(webhooks)
    .set({ failingSince: sql`coalesce(${webhooks.failingSince}, ${at})` })
    .where(eq(webhooks.id, id));

/** Switches a webhook off, gives up what waits for it and tells its owners, together. */
export const endWebhook = (
  db: Db,
  webhook: Pick<WebhookRow, 'id' | 'workspaceId'>,
  ending: NonNullable<WebhookRow['ending']>,
  told: { id: NoticeId; sentence: string; at: number },
) =>
  db.batch([
    insertIf(
      db,
      notifications,
      {
        id: told.id,
        workspaceId: webhook.workspaceId,
        kind: 'webhook_off',
        sentence: told.sentence,
        action: 'Look',
        dedupeKey: `${webhook.id}:off:${told.at}`,
        createdAt: told.at,
      },
      sql`exists (select 1 from ${webhooks} where ${eq(webhooks.id, webhook.id)} and ${eq(webhooks.enabled, true)})`,
    ).onConflictDoNothing(),
    db
      .update(webhooks)
      .set({ enabled: false, ending, updatedAt: told.at })
      .where(and(eq(webhooks.id, webhook.id), eq(webhooks.enabled, true))),
    failWaiting(db, webhook.id, ending === 'gone' ? 'gone' : 'switched_off'),
  ]);
