/** One HTTP exchange with TikTok, bounded in time and size, that never follows a redirect. It resolves whatever happens. */

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type Exchange =
  | { got: 'answer'; status: number; text: string; serverDate: number | null; retryAfterMs: number | null }
  /** `timeout`, `network`, `redirect`, `too_large`: nothing readable came; the request may have been executed. */
  | { got: 'nothing'; code: string; status: number | null; serverDate: number | null };

const TIMEOUT_MS = 15_000;
/** TikTok's answers have some KB; an endless one must not fill the isolate (faults.md 37). */
const BODY_BYTES_MAX = 256 * 1024;

export async function exchange(fetch: Fetch, url: string, init: RequestInit): Promise<Exchange> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Exchange>((resolve) => {
    timer = setTimeout(() => {
      abort.abort();
      resolve({ got: 'nothing', code: 'timeout', status: null, serverDate: null });
    }, TIMEOUT_MS);
  });
  try {
    return await Promise.race([perform(fetch, url, { ...init, signal: abort.signal }), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function perform(fetch: Fetch, url: string, init: RequestInit): Promise<Exchange> {
  let status: number | null = null;
  let serverDate: number | null = null;
  try {
    // Followed by hand, that is never: the token would go along to wherever a redirect points.
    const response = await fetch(url, { ...init, redirect: 'manual' });
    status = response.status;
    serverDate = instant(response.headers.get('date'));
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      return { got: 'nothing', code: 'redirect', status, serverDate };
    }
    const text = await boundedText(response);
    if (text === null) return { got: 'nothing', code: 'too_large', status, serverDate };
    const retryAfterMs = retryAfter(response.headers.get('retry-after'), serverDate);
    return { got: 'answer', status, text, serverDate, retryAfterMs };
  } catch {
    // DNS, TLS, a cut connection or body: whatever its words are, they may hold the address. The outcome is the same.
    return { got: 'nothing', code: 'network', status, serverDate };
  }
}

async function boundedText(response: Response): Promise<string | null> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > BODY_BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

const instant = (header: string | null): number | null => {
  const at = Date.parse(header ?? '');
  return Number.isNaN(at) ? null : at;
};

/** Seconds or a date (RFC 9110 10.2.3); TikTok documents neither. */
function retryAfter(header: string | null, serverDate: number | null): number | null {
  if (header === null) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const at = instant(header);
  return at === null || serverDate === null ? null : Math.max(0, at - serverDate);
}
