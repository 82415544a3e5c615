/** A server of a user's own for tests: whatever the worker sends to its address comes here, the rest goes its way. */
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';

export interface Received {
  id: string;
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}
type Respond = (received: Received) => Response | Promise<Response>;

const receivers = new Map<string, (request: Request) => Promise<Response>>();
let spied = false;

function spy(): void {
  if (spied) return;
  spied = true;
  const real = globalThis.fetch.bind(globalThis);
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as Request, init);
    const receiver = receivers.get(request.url);
    return receiver ? receiver(request) : real(input as Request, init);
  });
}

/** Verifies what it gets with the secret it was given, as docs/webhooks.md says. */
export function newReceiver(respond: Respond = () => new Response('thanks')) {
  spy();
  const url = `http://127.0.0.1:9/${crypto.randomUUID()}`;
  const got: Received[] = [];
  const headers: Headers[] = [];
  const receiver = { url, secret: '', got, headers, respond };
  receivers.set(url, async (request) => {
    const body = await request.text();
    const verified = new Webhook(receiver.secret).verify(
      body,
      Object.fromEntries(request.headers),
    ) as Received;
    got.push(verified);
    headers.push(request.headers);
    return receiver.respond(verified);
  });
  return receiver;
}
