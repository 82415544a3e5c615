import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { Hono } from 'hono';
import { hashPassword } from '../../src/services/identity/password.ts';

const words = sqliteTable('words', { id: integer('id').primaryKey(), word: text('word').notNull() });

/** What nothing of ours can beat on one machine: a route that does nothing, one point read of D1, one password's scrypt. */
export default new Hono<{ Bindings: { DB: D1Database } }>()
  .get('/empty', (c) => c.json({ ok: true }))
  .get('/point-read', async (c) =>
    c.json(await drizzle(c.env.DB).select().from(words).where(eq(words.id, 7)).get()),
  )
  .get('/scrypt', async (c) => c.json(await hashPassword('a lantern over the harbour')));
