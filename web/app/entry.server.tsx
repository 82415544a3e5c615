import type { AppLoadContext, EntryContext } from '@remix-run/cloudflare';
import { RemixServer } from '@remix-run/react';
import { renderToReadableStream } from 'react-dom/server.browser';
import { contentSecurityPolicy } from './lib/csp.server.ts';
import { NonceContext } from './lib/nonce.ts';

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
) {
  const { nonce } = loadContext;
  const state = { status };
  const body = await renderToReadableStream(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </NonceContext.Provider>,
    {
      nonce,
      signal: request.signal,
      onError(error: unknown) {
        state.status = 500;
        console.error(error);
      },
    },
  );
  // Loaders are awaited already; what is left are parts loaded by `lazy`, which browsers without scripts could not put in place.
  await body.allReady;
  // In one piece: bit by bit a browser would lay out the page several times before it has all of it.
  const whole = await new Response(body).arrayBuffer();
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('content-security-policy', contentSecurityPolicy(loadContext));
  // Only pages that are the same for everybody say otherwise (lib/public-page.ts).
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(whole, { headers, status: state.status });
}
