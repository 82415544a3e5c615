/** The outbox of mails, by the questions asked of it. */
import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { MailId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { deleteOldest } from './delete-oldest.ts';
import { insertIf } from './insert-if.ts';
import type { MailRow } from './schema.ts';
import { mails, users } from './schema.ts';

export type NewMail = Omit<MailRow, 'sentAt' | 'tries' | 'sendAt'>;

/** A statement that writes a mail if `condition` holds and none has its key; for batches. */
export const insertMail = (db: Db, mail: NewMail, condition: SQL = sql`true`) =>
  insertIf(
    db,
    mails,
    { ...mail, sendAt: mail.createdAt, tries: 0 },
    sql`${condition} and not exists (select 1 from ${mails} where ${mails.key} = ${mail.key})`,
  );

/** Whether the person has confirmed this address: others get no mail but those they asked for. */
export const hasConfirmed = ({ userId, to }: Pick<NewMail, 'userId' | 'to'>) =>
  sql`exists (select 1 from ${users} where ${users.id} = ${userId} and ${users.email} = ${to} and ${users.emailConfirmedAt} is not null)`;

/** Mails whose time has come, the longest waiting first. */
export const listDueMails = (db: Db, now: number, limit: number) =>
  db
    .select({ id: mails.id })
    .from(mails)
    .where(and(isNotNull(mails.sendAt), lte(mails.sendAt, now)))
    .orderBy(asc(mails.sendAt))
    .limit(limit)
    .all();

/**
 * Takes a mail to send it; nothing when it is not due, too old, or somebody else's. Unless it is settled it is due again
 * after the first pause (ms), twice that, four times that … and the longest.
 */
export const claimMail = (
  db: Db,
  id: MailId,
  now: number,
  pause: { first: number; most: number },
): Promise<MailRow | undefined> =>
  db
    .update(mails)
    .set({
      sendAt: sql`${now} + min(${pause.most}, ${pause.first} * (1 << min(${mails.tries}, 20)))`,
      tries: sql`${mails.tries} + 1`,
    })
    .where(and(eq(mails.id, id), lte(mails.sendAt, now), gt(mails.sendBefore, now)))
    .returning()
    .get();

export const markSent = (db: Db, id: MailId, sentAt: number) =>
  db.update(mails).set({ sentAt, sendAt: null }).where(eq(mails.id, id));

/** Gives up what is worth nothing any more. Answers which. */
export const giveUpOldMails = (db: Db, now: number) =>
  db
    .update(mails)
    .set({ sendAt: null })
    .where(and(isNotNull(mails.sendAt), lte(mails.sendAt, now), lte(mails.sendBefore, now)))
    .returning({ id: mails.id, kind: mails.kind, tries: mails.tries })
    .all();

export const countWaiting = async (db: Db): Promise<number> =>
  (await db.select({ mails: count() }).from(mails).where(isNotNull(mails.sendAt)).get())?.mails ?? 0;

/** The newest first. */
export const listNewestMails = (db: Db, limit: number): Promise<MailRow[]> =>
  db.select().from(mails).orderBy(desc(mails.createdAt)).limit(limit).all();

/** Forgets mails that wait for nothing and were written before an instant, the oldest first. */
export const purgeMails = (db: Db, before: number, limit: number) =>
  deleteOldest(db, mails, mails.createdAt, { before, limit, only: isNull(mails.sendAt) });
