import { newLogId } from '../ids.ts';
import type { Strike } from './faults.ts';
import { waitAfter } from './spoil.ts';

const HANG_MS = 600_000;
const CUT_REST_MS = 100;
const BIG_JSON_BYTES = 10_000_000;
const OAUTH = ['token', 'refresh', 'revoke'];

/** Turns an answer into what the fault makes of it; the simulator's clock stays in its Date. */
export async function deliver(answer: Response, strike: Strike | undefined): Promise<Response> {
  if (!strike) return answer;
  const spoiled = await spoil(answer, strike);
  const date = answer.headers.get('date');
  if (date && !spoiled.headers.has('date')) spoiled.headers.set('date', date);
  return spoiled;
}

async function spoil(answer: Response, strike: Strike): Promise<Response> {
  if (strike.kind === 'hang') {
    await scheduler.wait(strike.waitMs || HANG_MS);
    return cutConnection();
  }
  await waitAfter(strike);
  switch (strike.kind) {
    case 'latency':
    case 'slow':
      return answer;
    case 'close':
      return cutConnection();
    case 'cut_body':
      return cutBody(answer);
    case 'status':
      return bare(strike, strike.status ?? 500);
    case 'html':
      return html(strike.status ?? 502);
    case 'empty':
      return new Response(null, { status: strike.status ?? 200 });
    case 'truncated':
      return truncated(answer, strike.status ?? answer.status);
    case 'big_json':
      return bigJson(strike.status ?? 200);
    case 'endless_json':
      return endlessJson(strike.status ?? 200);
    case 'redirect':
      return new Response(null, {
        status: strike.status ?? 307,
        headers: { location: strike.location ?? 'https://elsewhere.example/' },
      });
    case 'internal_error':
      return coded({ ...strike, code: strike.code ?? 'internal_error' }, strike.status ?? 500);
    case 'error':
      return coded(strike, strike.status ?? 200);
  }
}

function bare(strike: Strike, status: number): Response {
  if (strike.code) return coded(strike, status);
  return new Response(strike.body, { status, headers: { 'content-type': 'application/json' } });
}

/** The envelope, or the flat body of OAuth (tiktok-api.md 0, 1.7). */
function coded(strike: Strike, status: number): Response {
  const code = strike.code ?? 'internal_error';
  const message = strike.message ?? 'Injected by the simulator.';
  const log_id = newLogId(Date.now());
  const body = OAUTH.includes(strike.endpoint)
    ? { error: code === 'internal_error' ? 'server_error' : code, error_description: message, log_id }
    : { data: {}, error: { code, message, log_id } };
  return Response.json(body, { status });
}

function html(status: number): Response {
  const page = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`;
  return new Response(page, { status, headers: { 'content-type': 'text/html' } });
}

async function truncated(answer: Response, status: number): Promise<Response> {
  const text = (await answer.text()) || '{"data":{"publish_id":"v_pub';
  return new Response(text.slice(0, Math.max(1, Math.floor(text.length / 2))), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

function bigJson(status: number): Response {
  const filler = 'x'.repeat(BIG_JSON_BYTES);
  const body = `{"data":{"filler":"${filler}"},"error":{"code":"ok","message":"","log_id":""}}`;
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}

/** Never ends by itself; it stops when the client goes away. */
function endlessJson(status: number): Response {
  const piece = new TextEncoder().encode('"x",'.repeat(4_096));
  let first = true;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(first ? new TextEncoder().encode('{"data":[') : piece);
      first = false;
    },
  });
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}

/**
 * A Worker has no way to close its client's connection. The nearest: an answer whose body fails before its first
 * byte. workerd then drops the connection before it has sent the headers, so the client's fetch rejects. Behind a
 * proxy (wrangler dev, Cloudflare) the client may see the 502 instead.
 */
function cutConnection(): Response {
  const { readable, writable } = new FixedLengthStream(1_024);
  void writable.abort(new Error('cut by the simulator')).catch(() => {}); // the client left first
  return new Response(readable, { status: 502 });
}

/** Status and headers arrive, then the body breaks off before the length it promised. */
async function cutBody(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const { readable, writable } = new FixedLengthStream(bytes.length + 1_024);
  const writer = writable.getWriter();
  void writer
    .write(bytes.slice(0, Math.ceil(bytes.length / 2)))
    // Without a rest nothing of it would leave: a body that fails at once takes the headers with it.
    .then(() => scheduler.wait(CUT_REST_MS))
    .then(() => writer.abort(new Error('cut by the simulator')))
    .catch(() => {}); // the client left first
  return new Response(readable, answer);
}
