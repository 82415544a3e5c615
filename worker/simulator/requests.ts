import type { Context } from 'hono';
import type { FaultEndpoint, Strike } from './faults/faults.ts';
import type { World } from './world.ts';

const ROWS_MAX = 5_000;

export interface RequestEntry {
  at: number;
  method: string;
  path: string;
  endpoint: FaultEndpoint | 'unknown';
  openId?: string | null | undefined;
  publishId?: string | null | undefined;
  status: number;
  code?: string | null | undefined;
  bytes?: number | null | undefined;
  fault?: string | null | undefined;
}

/** A ring of the last calls, for assertions. Paths are kept without their query: an upload_url is a capability. */
export function writeRequest(world: World, entry: RequestEntry): void {
  if (!world.settings.requestLog) return;
  world.run(
    `INSERT INTO requests (at, method, path, endpoint, open_id, publish_id, status, code, bytes, fault)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.at,
    entry.method,
    entry.path,
    entry.endpoint,
    entry.openId ?? null,
    entry.publishId ?? null,
    entry.status,
    entry.code ?? null,
    entry.bytes ?? null,
    entry.fault ?? null,
  );
  world.run('DELETE FROM requests WHERE id <= (SELECT MAX(id) FROM requests) - ?', ROWS_MAX);
}

export function logRequest(
  world: World,
  entry: Omit<RequestEntry, 'method' | 'path' | 'fault'> & { c: Context; fault?: Strike | undefined },
): void {
  const { c, fault, ...rest } = entry;
  writeRequest(world, { ...rest, method: c.req.method, path: c.req.path, fault: fault?.kind ?? null });
}

export interface RequestFilter {
  endpoint?: string | undefined;
  openId?: string | undefined;
  publishId?: string | undefined;
  afterId?: number;
  limit?: number;
}

interface RequestRow {
  id: number;
  at: number;
  method: string;
  path: string;
  endpoint: string;
  open_id: string | null;
  publish_id: string | null;
  status: number;
  code: string | null;
  bytes: number | null;
  fault: string | null;
}

/** Oldest first. */
export function listRequests(world: World, filter: RequestFilter): RequestRow[] {
  return world.rows<RequestRow>(
    `SELECT * FROM requests WHERE id > ? AND (? IS NULL OR endpoint = ?) AND (? IS NULL OR open_id = ?)
       AND (? IS NULL OR publish_id = ?) ORDER BY id LIMIT ?`,
    filter.afterId ?? 0,
    filter.endpoint ?? null,
    filter.endpoint ?? null,
    filter.openId ?? null,
    filter.openId ?? null,
    filter.publishId ?? null,
    filter.publishId ?? null,
    filter.limit ?? ROWS_MAX,
  );
}
