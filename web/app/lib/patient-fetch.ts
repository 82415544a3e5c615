/** Marks what our own scripts ask, so that the server can say "signed out" instead of leading the page away. */
export const ASKED_BY_SCRIPT = 'x-tiktimer-script';
/** How long it waited in the page before it went out, in milliseconds: a press may be older than it looks. */
export const WAITED = 'x-tiktimer-waited';
/** The word by which an answer says that the session is over; the only 401 that is one. */
export const SESSION_ENDED = 'session_ended';

export interface Patience {
  /** Whether the page is still that of who is signed in. */
  ours(): boolean;
  online(): boolean;
  now(): number;
  /** Resolves when the line is back. */
  line(): Promise<void>;
  /** Resolves when the same creator is signed in again. */
  session(): Promise<void>;
}

/**
 * A fetch that waits instead of failing where waiting loses nothing, so that a page, its form and what was being sent
 * outlive a lost line and an ended session. What finds the session ended is asked again after the creator has signed in:
 * loaders, actions and our resources. Loaders and actions also wait for the line, and a broken GET is asked again; our
 * own scripts, which ask the resources, say themselves what they do without a line. A POST that broke on its way may have
 * arrived and is never repeated. All else passes untouched.
 */
export function patientFetch(fetch: typeof globalThis.fetch, patience: Patience): typeof globalThis.fetch {
  return async (input, init) => {
    const asked = whatIsAsked(input);
    if (!asked) return fetch(input, init);
    const forPage = asked === 'page';
    const reading = (init?.method ?? 'GET').toUpperCase() === 'GET';
    const headers = new Headers(init?.headers);
    headers.set(ASKED_BY_SCRIPT, '1');
    const askedAt = patience.now();
    for (;;) {
      if (forPage && !patience.online()) await patience.line();
      init?.signal?.throwIfAborted();
      if (!patience.ours()) throw new DOMException('Another creator is signed in.', 'AbortError');
      const waited = patience.now() - askedAt;
      if (waited > 0) headers.set(WAITED, String(waited));
      try {
        const answer = await fetch(input, { ...init, headers });
        if (!(await saysSessionEnded(answer))) return forPage ? await whole(answer) : answer;
        await patience.session();
      } catch (error) {
        // Only a lost line is worth waiting for: an abort is meant, and a server that refuses connections is trouble to show.
        if (!forPage || !reading || patience.online() || init?.signal?.aborted) throw error;
      }
    }
  };
}

/**
 * All of an answer: one that breaks off half-way is then a broken one like any other. Remix would read it piece by piece, and
 * nobody would hear of a piece that does not come, say because another page was asked for meanwhile.
 */
const whole = async (answer: Response): Promise<Response> =>
  answer.body ? new Response(await answer.arrayBuffer(), answer) : answer;

/** Remix asks for a page's data at `….data`; our resources lie under /resources. Both take bodies that can be sent twice. */
function whatIsAsked(input: RequestInfo | URL): 'page' | 'resource' | undefined {
  if (input instanceof Request) return undefined;
  const url = new URL(input, location.href);
  if (url.origin !== location.origin || url.pathname === SIGNED_IN) return undefined;
  if (url.pathname.endsWith('.data')) return 'page';
  return url.pathname.startsWith('/resources/') ? 'resource' : undefined;
}

/** Answers who is signed in; asked by those who wait, so it never waits itself. */
export const SIGNED_IN = '/resources/signed-in';

async function saysSessionEnded(answer: Response): Promise<boolean> {
  return answer.status === 401 && (await answer.clone().text()).includes(`"${SESSION_ENDED}"`);
}
