import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../deps.ts';
import { leases } from './schema.ts';

/** Takes a job of which only one may run, until an instant; false while somebody has it. */
export async function takeLease(
  db: Db,
  name: string,
  holder: string,
  now: number,
  until: number,
): Promise<boolean> {
  const taken = await db
    .insert(leases)
    .values({ name, holder, until })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, until },
      setWhere: sql`${leases.until} < ${now}`,
    })
    .returning();
  return taken.some((lease) => lease.holder === holder);
}

/** More time for whoever still has it. */
export const keepLease = (db: Db, name: string, holder: string, until: number) =>
  db
    .update(leases)
    .set({ until })
    .where(and(eq(leases.name, name), eq(leases.holder, holder)));

export const giveLeaseBack = (db: Db, name: string, holder: string) =>
  db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)));
