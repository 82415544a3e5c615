import type { SQL } from 'drizzle-orm';
import { and, lt, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from '../deps.ts';

/** Deletes rows whose instant lies before another, the oldest first and so many at most: one piece of a purge. By that column's index. */
export const deleteOldest = (
  db: Db,
  table: SQLiteTable,
  column: SQLiteColumn,
  { before, limit, only }: { before: number; limit: number; only?: SQL },
) =>
  db.delete(table).where(
    sql`rowid in (select rowid from ${table} where ${and(lt(column, before), only)}
      order by ${column} limit ${limit})`,
  );
