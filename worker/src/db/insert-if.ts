import type { SQL } from 'drizzle-orm';
import { getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from '../deps.ts';

/** An insert that happens only if `condition` holds in the same statement; for batches. `values` as SQLite keeps them; what is missing is null. */
export const insertIf = <Table extends SQLiteTable>(
  db: Db,
  table: Table,
  values: Record<string, string | number | null | undefined>,
  condition: SQL,
) => {
  const inOrder = Object.keys(getTableColumns(table)).map((name) => sql`${values[name] ?? null}`);
  return db.insert(table).select(sql`select ${sql.join(inOrder, sql`, `)} where ${condition}`);
};
