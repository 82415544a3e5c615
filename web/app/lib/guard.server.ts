const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a request that changes something comes from one of our own pages (security.md 11). */
export function isOwn(request: Request): boolean {
  if (SAFE.includes(request.method)) return true;
  const origin = request.headers.get('origin');
  // Without an Origin only the browser's own word counts; scripts can't set Sec-Fetch-Site.
  if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin';
  return origin === new URL(request.url).origin;
}

/** Refuses what foreign pages ask for, and gives every answer the headers of security.md 13 that are the same everywhere. */
export async function guard(request: Request, handle: () => Response | Promise<Response>): Promise<Response> {
  const answer = isOwn(request)
    ? await handle()
    : new Response('This request did not come from TikTimer.', { status: 403 });
  // A socket: no page and no cache will ever see its headers, and it can't be wrapped.
  if (answer.status === 101) return answer;
  const headers = new Headers(answer.headers);
  headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
  headers.set('cross-origin-opener-policy', 'same-origin');
  // Documents bring their own policy with a nonce; anything else is data and needs nothing.
  if (!headers.has('content-security-policy'))
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  // Nothing private outlives a sign-out in a cache (security.md 3); assets say for themselves how long they last.
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
