/** Forms and pictures; videos go straight to the API. Whatever comes is held in memory once. */
const BODY_BYTES_MAX = 1024 * 1024;
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a request that changes something comes from one of our own pages (security.md 11). */
export function isOwn(request: Request): boolean {
  if (SAFE.includes(request.method)) return true;
  const origin = request.headers.get('origin');
  // Without an Origin only the browser's own word counts; scripts can't set Sec-Fetch-Site.
  if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin';
  return origin === new URL(request.url).origin;
}

/**
 * Whether a page was opened by the person (an address, a bookmark, the phone's share sheet) or by a page of ours. Browsers
 * that share files to installed apps all say so (Fetch Metadata); one that says nothing is taken for a stranger.
 */
export const isOwnVisit = (request: Request): boolean =>
  ['none', 'same-origin'].includes(request.headers.get('sec-fetch-site') ?? '');

/** Whether a foreign page sends somebody to sign in and then to the page that takes a shared file. */
export const sentForFile = (request: Request): boolean =>
  /[?&]shared\b/.test(new URL(request.url).searchParams.get('next') ?? '') && !isOwnVisit(request);

/**
 * A phone's share sheet posts from outside the web, with no origin at all. The address changes nothing: without the
 * service worker, which takes the file before it gets here, it only answers with a sentence.
 */
const OPEN_TO_ALL = '/share';
const passes = (request: Request) => isOwn(request) || new URL(request.url).pathname === OPEN_TO_ALL;

/** Refuses what foreign pages ask for, and gives every answer the headers of security.md 13 that are the same everywhere. */
export async function guard(request: Request, handle: () => Response | Promise<Response>): Promise<Response> {
  const answer = !passes(request)
    ? new Response('This request did not come from TikTimer.', { status: 403 })
    : Number(request.headers.get('content-length')) > BODY_BYTES_MAX
      ? new Response('That is more than any form here sends.', { status: 413 })
      : await handle();
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
