/** Events on their way to webhooks: written with what they tell, sent from here by the webhook's object. */
import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { MessageId, WebhookId, WorkspaceId } from '../contract/ids.ts';
import type { WebhookEvent } from '../contract/index.ts';
import type { Db } from '../deps.ts';
import { deleteOldest } from './delete-oldest.ts';
import type { DeliveryRow } from './schema.ts';
import { webhookDeliveries, webhooks } from './schema.ts';

/** What may wait for one webhook; more than that is noted as failed and not sent by itself. */
export const BACKLOG_MAX = 1000;

export interface Message {
  id: MessageId;
  event: WebhookEvent;
  /** When it happened. */
  at: number;
  body: string;
}

const d = webhookDeliveries;

/** How much waits for a webhook; more than the bound is not counted. */
const waitingFor = (webhookId: SQL) => sql<number>`(select count(*) from (select 1 from ${d}
  where ${d.webhookId} = ${webhookId} and ${isNotNull(d.nextAt)} limit ${BACKLOG_MAX}))`;

/** Whether one more may wait for it. */
export const hasRoom = async (db: Db, webhookId: WebhookId): Promise<boolean> => {
  const [row] = await db.all<{ waiting: number }>(sql`select ${waitingFor(sql`${webhookId}`)} as waiting`);
  return (row?.waiting ?? 0) < BACKLOG_MAX;
};

/**
 * A statement that puts an event into the outbox of every webhook of the workspace that wants it, once each; for the batch
 * of what it tells. `condition`: only if this holds in the same batch.
 */
export function enqueue(db: Db, workspaceId: WorkspaceId, message: Message, condition: SQL = sql`true`) {
  const { id, event, at, body } = message;
  const waiting = waitingFor(sql`${webhooks.id}`);
  // Columns in the order of the table.
  const columns = sql.join(
    [
      sql`${webhooks.id}`,
      sql`${id}`,
      sql`${webhooks.workspaceId}`,
      sql`${event}`,
      sql`${body}`,
      sql`case when ${waiting} < ${BACKLOG_MAX} then 'waiting' else 'failed' end`,
      sql`0`,
      sql`null`,
      sql`case when ${waiting} < ${BACKLOG_MAX} then null else 'backlog_full' end`,
      sql`case when ${waiting} < ${BACKLOG_MAX} then ${at} end`,
      sql`null`,
      sql`${at}`,
    ],
    sql`, `,
  );
  return db
    .insert(d)
    .select(
      sql`select ${columns} from ${webhooks} where ${eq(webhooks.workspaceId, workspaceId)} and ${eq(webhooks.enabled, true)}
        and exists (select 1 from json_each(${webhooks.events}) where value = ${event}) and ${condition}`,
    )
    .onConflictDoNothing();
}

/** Puts an event into one outbox, whatever that webhook wants otherwise. */
export const enqueueFor = (
  db: Db,
  webhook: { id: WebhookId; workspaceId: WorkspaceId },
  { id, event, at, body }: Message,
) =>
  db
    .insert(d)
    .values({
      webhookId: webhook.id,
      messageId: id,
      workspaceId: webhook.workspaceId,
      event,
      body,
      status: 'waiting',
      nextAt: at,
      createdAt: at,
    })
    .onConflictDoNothing();

const one = (webhookId: WebhookId, messageId: MessageId) =>
  and(eq(d.webhookId, webhookId), eq(d.messageId, messageId));

export interface DeliveryPlace {
  createdAt: number;
  id: MessageId;
}

/** Newest first, those that follow `after`. */
export const listDeliveries = (
  db: Db,
  workspaceId: WorkspaceId,
  webhookId: WebhookId,
  after: DeliveryPlace | undefined,
  limit: number,
) =>
  db
    .select()
    .from(d)
    .where(
      and(
        eq(d.webhookId, webhookId),
        eq(d.workspaceId, workspaceId),
        after && sql`(${d.createdAt}, ${d.messageId}) < (${after.createdAt}, ${after.id})`,
      ),
    )
    .orderBy(desc(d.createdAt), desc(d.messageId))
    .limit(limit);

export const findDelivery = (
  db: Db,
  workspaceId: WorkspaceId,
  webhookId: WebhookId,
  messageId: MessageId,
): Promise<DeliveryRow | undefined> =>
  db
    .select()
    .from(d)
    .where(and(one(webhookId, messageId), eq(d.workspaceId, workspaceId)))
    .get();

/** A statement that sends an event again from the beginning, at once. */
export const sendAgain = (
  db: Db,
  workspaceId: WorkspaceId,
  webhookId: WebhookId,
  messageId: MessageId,
  now: number,
) =>
  db
    .update(d)
    .set({ status: 'waiting', attempts: 0, problem: null, nextAt: now })
    .where(and(one(webhookId, messageId), eq(d.workspaceId, workspaceId)))
    .returning();

/** What one webhook has to be sent now, longest waiting first. */
export const dueDeliveries = (db: Db, webhookId: WebhookId, now: number, limit: number) =>
  db
    .select()
    .from(d)
    .where(and(eq(d.webhookId, webhookId), lte(d.nextAt, now)))
    .orderBy(asc(d.nextAt), asc(d.createdAt))
    .limit(limit);

/** When one webhook has something to be sent next; null when nothing waits. */
export const nextDue = async (db: Db, webhookId: WebhookId): Promise<number | null> => {
  const row = await db
    .select({ at: d.nextAt })
    .from(d)
    .where(and(eq(d.webhookId, webhookId), isNotNull(d.nextAt)))
    .orderBy(asc(d.nextAt))
    .limit(1)
    .get();
  return row?.at ?? null;
};

/** Begins an attempt: what happens if nobody comes back from it is stored first. Undefined when somebody was faster. */
export const beginAttempt = (
  db: Db,
  seen: DeliveryRow,
  values: { nextAt: number; attemptedAt: number },
): Promise<DeliveryRow | undefined> =>
  db
    .update(d)
    .set({ ...values, attempts: seen.attempts + 1 })
    .where(and(one(seen.webhookId, seen.messageId), sql`${d.nextAt} = ${seen.nextAt}`))
    .returning()
    .get();

/** How an attempt ended; nothing when it was sent again from the beginning meanwhile. */
export const endAttempt = (
  db: Db,
  begun: DeliveryRow,
  values: Pick<DeliveryRow, 'status' | 'responseStatus' | 'problem' | 'nextAt'>,
) =>
  db
    .update(d)
    .set(values)
    .where(
      and(
        one(begun.webhookId, begun.messageId),
        eq(d.attempts, begun.attempts),
        sql`${d.nextAt} = ${begun.nextAt}`,
      ),
    );

/** Whatever still waits for a webhook is not sent any more. */
export const failWaiting = (db: Db, webhookId: WebhookId, problem: DeliveryRow['problem']) =>
  db
    .update(d)
    .set({ status: 'failed', problem, nextAt: null })
    .where(and(eq(d.webhookId, webhookId), isNotNull(d.nextAt)));

export const forgetDeliveries = (db: Db, workspaceId: WorkspaceId, webhookId: WebhookId) =>
  db.delete(d).where(and(eq(d.webhookId, webhookId), eq(d.workspaceId, workspaceId)));

/** Webhooks of one workspace that have something to be sent now. */
export const dueWebhooksOf = async (db: Db, workspaceId: WorkspaceId, now: number): Promise<WebhookId[]> => {
  const rows = await db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.workspaceId, workspaceId),
        sql`exists (select 1 from ${d} where ${d.webhookId} = ${webhooks.id} and ${lte(d.nextAt, now)})`,
      ),
    );
  return rows.map(({ id }) => id);
};

/**
 * Webhooks with something overdue, for the sweep. From one webhook to the next by the index, whatever waits for each: a
 * thousand events of one hide nobody's single one.
 */
export const overdueWebhooks = async (db: Db, before: number, limit: number): Promise<WebhookId[]> => {
  const rows = await db.all<{ id: WebhookId }>(sql`
    with recursive hook(id) as (
      select min(webhook_id) from ${d} where next_at is not null
      union all
      select (select min(webhook_id) from ${d} where next_at is not null and webhook_id > hook.id)
      from hook where hook.id is not null
      limit ${limit}
    )
    select id from hook
    where (select min(next_at) from ${d} where webhook_id = hook.id and next_at is not null) <= ${before}`);
  return rows.map(({ id }) => id);
};

/** Forgets what is older, the oldest first. */
export const purgeDeliveries = (db: Db, before: number, limit: number) =>
  deleteOldest(db, d, d.createdAt, { before, limit });
