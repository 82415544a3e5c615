import type { Context } from 'hono';
import type { SimulatorEnv } from '../env.ts';
import { simulator } from '../env.ts';
import { deliver } from '../faults/deliver.ts';
import type { Strike } from '../faults/faults.ts';
import { waitBefore } from '../faults/spoil.ts';
import type { ChunkClaim, PutAnswer } from './chunks.ts';
import type { Receipt } from './receive.ts';
import { receiveChunk } from './receive.ts';

type PutContext = Context<{ Bindings: SimulatorEnv }>;

/**
 * `PUT upload_url` (tiktok-api.md 3.3). The work is held by waitUntil: a client that dies after its last byte has
 * handed the video over all the same.
 */
export async function putChunk(c: PutContext): Promise<Response> {
  const work = handle(c);
  c.executionCtx.waitUntil(work.catch(() => {})); // the error is the answer's business
  return work;
}

async function handle(c: PutContext): Promise<Response> {
  const object = simulator(c.env);
  const contentType = c.req.header('content-type') ?? '';
  const { now, strike, claim, refused } = await object.admitChunk({
    uploadId: c.req.query('upload_id') ?? '',
    uploadToken: c.req.query('upload_token') ?? '',
    contentType,
    contentRange: c.req.header('content-range') ?? null,
    contentLength: lengthIn(c.req.header('content-length')),
  });
  await waitBefore(strike ?? undefined);
  if (refused) return deliver(toResponse(refused, now), strike ?? undefined);
  if (strike?.skipsEffect && strike.at === 'before') return spoil(c, claim, strike, now);

  if (strike?.at === 'during') return breakOff(c, claim, strike, now);

  const receipt = await receive(c, claim, strike?.kind === 'slow' ? strike.bytesPerSecond : undefined);
  if (!receipt) {
    await object.noteLostChunk(claim.publishId, { status: 400, fault: 'short_body' });
    return toResponse({ status: 400, progress: null, body: null, contentType: null }, now);
  }
  if (strike?.skipsEffect) {
    if (receipt.mediaKey) await c.env.SIMULATOR_MEDIA.delete(receipt.mediaKey);
    return spoil(c, claim, strike, now);
  }
  const done = await object.commitChunk({ claim, contentType, ...receipt, fault: strike?.kind ?? null });
  if (!done.kept && receipt.mediaKey) await c.env.SIMULATOR_MEDIA.delete(receipt.mediaKey);
  return deliver(toResponse(done.answer, done.now), strike ?? undefined);
}

async function receive(
  c: PutContext,
  claim: ChunkClaim,
  bytesPerSecond?: number,
): Promise<Receipt | undefined> {
  const { body } = c.req.raw;
  if (!body) return undefined;
  return receiveChunk(body, { ...claim, bytesPerSecond }, c.env.SIMULATOR_MEDIA).catch(() => undefined);
}

/** The line breaks while the body is being read, however much of it has come. */
async function breakOff(c: PutContext, claim: ChunkClaim, strike: Strike, now: number): Promise<Response> {
  const reading = receive(c, { ...claim, discard: true });
  await Promise.race([scheduler.wait(strike.waitMs), reading]);
  return spoil(c, claim, strike, now);
}

/** The fault leaves the deed out; the log still shows the call. */
async function spoil(c: PutContext, claim: ChunkClaim, strike: Strike, now: number): Promise<Response> {
  await simulator(c.env).noteLostChunk(claim.publishId, { status: strike.status ?? 0, fault: strike.kind });
  const answer = { status: 206, progress: null, body: null, contentType: null };
  return deliver(toResponse(answer, now), strike);
}

function toResponse(answer: PutAnswer, now: number): Response {
  const headers = new Headers({ date: new Date(now).toUTCString() });
  if (answer.progress) headers.set('content-range', answer.progress);
  if (answer.contentType) headers.set('content-type', answer.contentType);
  return new Response(answer.body, { status: answer.status, headers });
}

const lengthIn = (header: string | undefined) =>
  header && /^\d{1,15}$/.test(header) ? Number(header) : null;
