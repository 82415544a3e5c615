/** Marks what our own scripts ask, so that the server can say "signed out" instead of leading the page away. */
export const ASKED_BY_SCRIPT = 'x-tiktimer-script';
/** The word by which an answer says that the session is over; the only 401 that is one. */
export const SESSION_ENDED = 'session_ended';

export interface Patience {
  online(): boolean;
  /** Resolves when the line is back. */
  line(): Promise<void>;
  /** Resolves when the same creator is signed in again. */
  session(): Promise<void>;
}

/**
 * A fetch that waits instead of failing where waiting loses nothing. What is asked while the line is away goes out once
 * it is back; a broken GET is asked again; and what finds the session ended is asked again after the creator has signed
 * in, so that a page, its form and what was being sent outlive both. A POST that broke on its way may have arrived and
 * is never repeated. Only for our own loaders, actions and resources; all else passes untouched.
 */
export function patientFetch(fetch: typeof globalThis.fetch, patience: Patience): typeof globalThis.fetch {
  return async (input, init) => {
    if (!isOurs(input)) return fetch(input, init);
    const reading = (init?.method ?? 'GET').toUpperCase() === 'GET';
    const headers = new Headers(init?.headers);
    headers.set(ASKED_BY_SCRIPT, '1');
    for (;;) {
      if (!patience.online()) await patience.line();
      init?.signal?.throwIfAborted();
      try {
        const answer = await fetch(input, { ...init, headers });
        if (!(await saysSessionEnded(answer))) return answer;
        await patience.session();
      } catch (error) {
        // Only a lost line is worth waiting for: an abort is meant, and a server that refuses connections is trouble to show.
        if (!reading || patience.online() || init?.signal?.aborted) throw error;
      }
    }
  };
}

/** Remix asks for data at `….data`; our resources lie under /resources. Both take bodies that can be sent twice. */
function isOurs(input: RequestInfo | URL): input is string | URL {
  if (input instanceof Request) return false;
  const url = new URL(input, location.href);
  return (
    url.origin === location.origin &&
    (url.pathname.endsWith('.data') || url.pathname.startsWith('/resources/')) &&
    url.pathname !== SIGNED_IN
  );
}

/** Answers who is signed in; asked by those who wait, so it never waits itself. */
export const SIGNED_IN = '/resources/signed-in';

async function saysSessionEnded(answer: Response): Promise<boolean> {
  return answer.status === 401 && (await answer.clone().text()).includes(`"${SESSION_ENDED}"`);
}
