/** Links that were mailed to people. Each works once, for some time, and while the person has the address it went to. */
import type { SQL } from 'drizzle-orm';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { UserId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { deleteOldest } from './delete-oldest.ts';
import { insertIf } from './insert-if.ts';
import type { MailedLinkRow } from './schema.ts';
import { mailedLinks, users } from './schema.ts';

export type LinkKind = MailedLinkRow['kind'];
export type NewMailedLink = Omit<MailedLinkRow, 'usedAt'>;

/** A statement that makes a link if `condition` holds; for batches. */
export const insertLink = (db: Db, link: NewMailedLink, condition: SQL) =>
  insertIf(db, mailedLinks, { ...link }, condition);

/** Fewer than `max` links of this kind went to this person since then: nobody's inbox is filled by somebody else. */
export const fewerLinks = (userId: UserId, kind: LinkKind, since: number, max: number) =>
  sql`(select count(*) from ${mailedLinks} where ${mailedLinks.userId} = ${userId} and ${mailedLinks.kind} = ${kind} and ${mailedLinks.createdAt} > ${since}) < ${max}`;

export const linkExists = ({ id }: Pick<NewMailedLink, 'id'>) =>
  sql`exists (select 1 from ${mailedLinks} where ${mailedLinks.id} = ${id})`;

/** A link by its secret's hash, used or not, with its person. */
export const findLink = (db: Db, kind: LinkKind, hash: string) =>
  db
    .select({ link: mailedLinks, user: users })
    .from(mailedLinks)
    .innerJoin(users, eq(users.id, mailedLinks.userId))
    .where(and(eq(mailedLinks.hash, hash), eq(mailedLinks.kind, kind)))
    .get();
export type FoundLink = NonNullable<Awaited<ReturnType<typeof findLink>>>;

/** Still unused; asked inside the batch that uses it, since two may open it at the same moment. */
export const isUnused = ({ id }: Pick<MailedLinkRow, 'id'>, now: number) =>
  sql`exists (select 1 from ${mailedLinks} where ${mailedLinks.id} = ${id} and ${mailedLinks.usedAt} is null and ${mailedLinks.expiresAt} > ${now})`;

/** A statement that uses up every link of this kind that the person has, if `condition` holds; answers which. */
export const useLinks = (db: Db, of: Pick<MailedLinkRow, 'userId' | 'kind'>, now: number, condition: SQL) =>
  db
    .update(mailedLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(mailedLinks.userId, of.userId),
        eq(mailedLinks.kind, of.kind),
        isNull(mailedLinks.usedAt),
        condition,
      ),
    )
    .returning({ id: mailedLinks.id });

/** Forgets links that expired before an instant, used or not, the oldest first. */
export const purgeLinks = (db: Db, before: number, limit: number) =>
  deleteOldest(db, mailedLinks, mailedLinks.expiresAt, { before, limit });
