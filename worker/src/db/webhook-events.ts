import type { Db } from '../deps.ts';
import { deleteOldest } from './delete-oldest.ts';
import { webhookEvents } from './schema.ts';

/** Keeps an event of TikTok's once; undefined when it was here before. */
export const keepEvent = (db: Db, row: typeof webhookEvents.$inferInsert) =>
  db.insert(webhookEvents).values(row).onConflictDoNothing().returning({ hash: webhookEvents.hash }).get();

/** Forgets events that came before an instant, the oldest first. */
export const purgeEvents = (db: Db, before: number, limit: number) =>
  deleteOldest(db, webhookEvents, webhookEvents.receivedAt, { before, limit });
