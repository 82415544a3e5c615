/**
 * Everything the simulator remembers, in the object's own SQLite: an object idle for ten seconds is evicted, so
 * what lived only in memory (rate windows, fault counters) would be forgotten between two calls of a slow test.
 */
export const TABLES = [
  'config',
  'users',
  'codes',
  'tokens',
  'publishes',
  'chunks',
  'verdicts',
  'calls',
  'faults',
  'requests',
  'webhooks',
] as const;

/** To be raised with every change of a table. */
export const SCHEMA_VERSION = '1';

export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS config (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS users (
    number INTEGER PRIMARY KEY, open_id TEXT NOT NULL UNIQUE, username TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS codes (
    code TEXT PRIMARY KEY, open_id TEXT NOT NULL, scopes TEXT NOT NULL, client_key TEXT NOT NULL,
    redirect_uri TEXT NOT NULL, challenge TEXT, expires_at INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, kind TEXT NOT NULL, grant_id TEXT NOT NULL, open_id TEXT NOT NULL,
    scopes TEXT NOT NULL, expires_at INTEGER NOT NULL, dead INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS tokens_by_user ON tokens (open_id);
  CREATE TABLE IF NOT EXISTS publishes (
    publish_id TEXT PRIMARY KEY, open_id TEXT NOT NULL, stage TEXT NOT NULL, post_info TEXT NOT NULL,
    title TEXT NOT NULL, privacy TEXT NOT NULL, video_size INTEGER NOT NULL, chunk_size INTEGER NOT NULL,
    chunk_count INTEGER NOT NULL, upload_id TEXT NOT NULL UNIQUE, upload_token TEXT NOT NULL,
    created_at INTEGER NOT NULL, url_expires_at INTEGER NOT NULL,
    received INTEGER NOT NULL DEFAULT 0, chunks_done INTEGER NOT NULL DEFAULT 0, content_type TEXT,
    first_byte_at INTEGER, last_byte_at INTEGER, ready_at INTEGER, ended_at INTEGER, published_at INTEGER,
    fail_reason TEXT, post_id TEXT UNIQUE, public_at INTEGER, announced INTEGER NOT NULL DEFAULT 0,
    polls INTEGER NOT NULL DEFAULT 0, polls_after_bytes INTEGER NOT NULL DEFAULT 0,
    polls_after_end INTEGER NOT NULL DEFAULT 0, discarded INTEGER NOT NULL DEFAULT 0, sha256 TEXT);
  CREATE INDEX IF NOT EXISTS publishes_by_user ON publishes (open_id, created_at);
  CREATE INDEX IF NOT EXISTS publishes_due ON publishes (stage, ready_at);
  CREATE INDEX IF NOT EXISTS publishes_by_time ON publishes (published_at);
  CREATE INDEX IF NOT EXISTS publishes_public ON publishes (announced, public_at);
  CREATE TABLE IF NOT EXISTS chunks (
    publish_id TEXT NOT NULL, number INTEGER NOT NULL, media_key TEXT, bytes INTEGER NOT NULL,
    first_byte_at INTEGER NOT NULL, last_byte_at INTEGER NOT NULL, PRIMARY KEY (publish_id, number));
  CREATE TABLE IF NOT EXISTS verdicts (subject TEXT PRIMARY KEY, data TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS calls (token TEXT NOT NULL, bucket TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS calls_by_token ON calls (token, bucket, at);
  CREATE INDEX IF NOT EXISTS calls_by_time ON calls (at);
  CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0,
    hits INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
    endpoint TEXT NOT NULL, open_id TEXT, publish_id TEXT, status INTEGER NOT NULL, code TEXT, bytes INTEGER,
    fault TEXT);
  CREATE TABLE IF NOT EXISTS webhooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, open_id TEXT, publish_id TEXT,
    body TEXT NOT NULL, created_at INTEGER NOT NULL, next_at INTEGER, tries INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT 'waiting', last_status INTEGER);
  CREATE INDEX IF NOT EXISTS webhooks_due ON webhooks (next_at);
`;
