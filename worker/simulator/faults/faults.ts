import * as z from 'zod';
import type { World } from '../world.ts';

export const FAULT_ENDPOINTS = [
  'token',
  'refresh',
  'revoke',
  'creator_info',
  'init',
  'put',
  'status',
  'cancel',
  'user_info',
] as const;
export type FaultEndpoint = (typeof FAULT_ENDPOINTS)[number];

export const FAULT_KINDS = [
  'latency',
  'slow',
  'hang',
  'close',
  'cut_body',
  'status',
  'html',
  'empty',
  'truncated',
  'big_json',
  'endless_json',
  'redirect',
  'internal_error',
  'error',
] as const;

const LATENCY_MS_MAX = 600_000;
const span = z.number().int().min(0).max(LATENCY_MS_MAX);

/** One piece of trouble to come (tiktok-api.md 15.22, 15.23). */
export const Fault = z.strictObject({
  endpoint: z.enum([...FAULT_ENDPOINTS, 'any']),
  kind: z.enum(FAULT_KINDS),
  /** Is the call carried out although its answer is spoiled? */
  effect: z.boolean().default(false),
  /** Strikes from the nth matching call on, counted from now, `count` times (0 = until cleared). */
  nth: z.number().int().min(1).default(1),
  count: z.number().int().min(0).default(1),
  openId: z.string().optional(),
  publishId: z.string().optional(),
  /** Of a PUT only: chunk number from 0, or the last one of the plan. */
  chunk: z.union([z.number().int().min(0), z.literal('last')]).optional(),
  /** A wait, or the ends of a range to draw it from; goes with every kind. */
  latencyMs: z.union([span, z.tuple([span, span])]).default(0),
  /** Before or after the deed; of a PUT: before its body is read, or after its last byte. `during` is for a PUT
   * alone: the wait passes while the body is read, then the line breaks whatever has come, and nothing is kept. */
  at: z.enum(['before', 'during', 'after']).default('before'),
  /** With `slow`: how fast a PUT's body is read. */
  bytesPerSecond: z.number().int().min(1_000).default(100_000),
  status: z.number().int().min(200).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  location: z.string().optional(),
  /** With `status`: the whole body, as JSON. */
  body: z.string().optional(),
});
export type Fault = z.infer<typeof Fault>;

/** A fault that strikes now: its wait is drawn, and it is known whether the deed is left out. */
export interface Strike {
  id: number;
  endpoint: FaultEndpoint;
  kind: Fault['kind'];
  waitMs: number;
  at: Fault['at'];
  bytesPerSecond: number;
  skipsEffect: boolean;
  status: number | null;
  code: string | null;
  message: string | null;
  location: string | null;
  body: string | null;
}

export interface Occasion {
  endpoint: FaultEndpoint;
  openId?: string | undefined;
  publishId?: string | undefined;
  chunk?: number;
  isLastChunk?: boolean;
}

interface FaultRow {
  id: number;
  data: string;
  seen: number;
  hits: number;
}

export function addFault(world: World, fault: Fault): number {
  world.run('INSERT INTO faults (data) VALUES (?)', JSON.stringify(fault));
  return world.row<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
}

export function listFaults(world: World): (Fault & { id: number; seen: number; hits: number })[] {
  return world
    .rows<FaultRow>('SELECT * FROM faults ORDER BY id')
    .map(({ id, data, seen, hits }) => ({ id, ...Fault.parse(JSON.parse(data)), seen, hits }));
}

export function removeFaults(world: World, id?: number): void {
  if (id === undefined) world.run('DELETE FROM faults');
  else world.run('DELETE FROM faults WHERE id = ?', id);
}

/** Every matching fault counts the call; the first that is due strikes. */
export function takeFault(world: World, occasion: Occasion): Strike | undefined {
  let strike: Strike | undefined;
  for (const fault of listFaults(world)) {
    if (!matches(fault, occasion)) continue;
    const spent = fault.count > 0 && fault.hits >= fault.count;
    const strikes = !strike && !spent && fault.seen + 1 >= fault.nth;
    world.run('UPDATE faults SET seen = seen + 1, hits = hits + ? WHERE id = ?', strikes ? 1 : 0, fault.id);
    if (strikes) strike = toStrike(fault, occasion.endpoint);
  }
  return strike;
}

function matches(fault: Fault, occasion: Occasion): boolean {
  if (fault.endpoint !== 'any' && fault.endpoint !== occasion.endpoint) return false;
  if (fault.openId !== undefined && fault.openId !== occasion.openId) return false;
  if (fault.publishId !== undefined && fault.publishId !== occasion.publishId) return false;
  if (fault.chunk === 'last') return occasion.isLastChunk === true;
  return fault.chunk === undefined || fault.chunk === occasion.chunk;
}

function toStrike(fault: Fault & { id: number }, endpoint: FaultEndpoint): Strike {
  const [from, to] = Array.isArray(fault.latencyMs) ? fault.latencyMs : [fault.latencyMs, fault.latencyMs];
  return {
    id: fault.id,
    endpoint,
    kind: fault.kind,
    waitMs: Math.round(from + Math.random() * (to - from)),
    at: fault.at,
    bytesPerSecond: fault.bytesPerSecond,
    skipsEffect: fault.at === 'during' || (!['latency', 'slow'].includes(fault.kind) && !fault.effect),
    status: fault.status ?? null,
    code: fault.code ?? null,
    message: fault.message ?? null,
    location: fault.location ?? null,
    body: fault.body ?? null,
  };
}
