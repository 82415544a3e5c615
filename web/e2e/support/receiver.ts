import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Told {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

/** A creator's own server: takes events as worker/docs/webhooks.md says, and refuses what is not signed with its secret. */
export async function startReceiver() {
  const told: Told[] = [];
  const receiver = { told, secret: '', url: '', stop: () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    try {
      const body = Buffer.concat(chunks).toString();
      told.push(new Webhook(receiver.secret).verify(body, plain(request.headers)) as Told);
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end(); // not signed by whom we know
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiktimer`;
  receiver.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return receiver;
}

const plain = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
