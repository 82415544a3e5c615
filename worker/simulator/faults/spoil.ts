import type { Strike } from './faults.ts';

/**
 * The object decides that a fault strikes and whether the deed is done; the stateless worker in front spoils the
 * answer. The order travels between them in this header, which no client ever sees.
 */
export const STRIKE_HEADER = 'x-simulator-strike';

export async function waitBefore(strike: Strike | undefined): Promise<void> {
  if (strike?.at === 'before' && strike.waitMs) await scheduler.wait(strike.waitMs);
}

export async function waitAfter(strike: Strike | undefined): Promise<void> {
  if (strike?.at === 'after' && strike.waitMs) await scheduler.wait(strike.waitMs);
}

/** What a call that was never carried out would have answered: only its shape is used, by `truncated`. */
export function fakeAnswer(): Response {
  return Response.json({
    data: { publish_id: 'v_pub_file~v2-1.0' },
    error: { code: 'ok', message: '', log_id: '' },
  });
}

export function mark(response: Response, strike: Strike | undefined): Response {
  if (!strike) return response;
  const marked = new Response(response.body, response);
  marked.headers.set(STRIKE_HEADER, JSON.stringify(strike));
  return marked;
}

export function unmark(response: Response): { response: Response; strike: Strike | undefined } {
  const order = response.headers.get(STRIKE_HEADER);
  if (!order) return { response, strike: undefined };
  const plain = new Response(response.body, response);
  plain.headers.delete(STRIKE_HEADER);
  return { response: plain, strike: JSON.parse(order) as Strike };
}
