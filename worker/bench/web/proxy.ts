import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { createGzip } from 'node:zlib';

const TEXT = /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg)/;

/** Stands before a local instance and compresses what Cloudflare compresses at its edge; the local runtime sends everything as it is. */
export async function compressing(target: string): Promise<{ url: string; stop(): void }> {
  const { hostname, port } = new URL(target);
  const server = createServer((asked, answer) => {
    const { 'accept-encoding': _, ...headers } = asked.headers;
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers }, (told) => {
      const { 'content-length': length, ...rest } = told.headers;
      const packs = TEXT.test(told.headers['content-type'] ?? '') && told.statusCode === 200;
      answer.writeHead(told.statusCode ?? 502, {
        ...rest,
        ...(packs ? { 'content-encoding': 'gzip' } : length !== undefined && { 'content-length': length }),
      });
      if (packs) told.pipe(createGzip()).pipe(answer);
      else told.pipe(answer);
    });
    onward.once('error', (error) => answer.destroy(error));
    asked.pipe(onward);
  });
  server.on('upgrade', (asked, socket) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = asked.rawHeaders.flatMap((name, i) =>
        i % 2 ? [] : [`${name}: ${asked.rawHeaders[i + 1]}`],
      );
      onward.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.pipe(socket).pipe(onward);
    });
    onward.once('error', () => socket.destroy());
    socket.once('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
