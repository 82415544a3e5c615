import type { CDPSession, Page } from 'playwright-core';

/** Everything the browser was given in a run. */
export interface Answers {
  /** Waits for what is still being searched. */
  read(): Promise<{ answers: number; bytes: number; unread: string[]; leaks: string[] }>;
}

interface Paused {
  requestId: string;
  resourceType: string;
  request: { url: string; postData?: string };
  responseStatusCode?: number;
  responseHeaders?: { name: string; value: string }[];
}

/**
 * Searches addresses, headers and bodies for what may be in none of them. Each answer is held until it was read: a page that
 * moves on takes its answers with it.
 */
export async function searchAnswers(page: Page, secrets: string[]): Promise<Answers> {
  const session = await page.context().newCDPSession(page);
  const searched: Promise<void>[] = [];
  const unread: string[] = [];
  const leaks: string[] = [];
  let bytes = 0;
  const look = (where: string, what: Buffer | string) => {
    if (secrets.some((secret) => what.includes(secret))) leaks.push(where);
  };
  const search = async (paused: Paused) => {
    const { url, postData = '' } = paused.request;
    look(`the address ${url}`, url);
    look(`what was sent to ${url}`, postData);
    look(`the headers of ${url}`, JSON.stringify(paused.responseHeaders ?? []));
    const body = hasBody(paused) ? await bodyOf(session, paused.requestId) : Buffer.alloc(0);
    if (body) {
      bytes += body.length;
      look(url, body);
    }
    const given = await session.send('Fetch.continueRequest', { requestId: paused.requestId }).then(
      () => true,
      () => false, // the page had given the request up: nobody was answered
    );
    if (given && !body) unread.push(url);
  };
  session.on('Fetch.requestPaused', (paused) => searched.push(search(paused)));
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Response' }] });
  return {
    async read() {
      await Promise.all(searched);
      return { answers: searched.length, bytes, unread, leaks };
    },
  };
}

/** Redirects have none, and a video is the creator's own file. */
const hasBody = ({ responseStatusCode = 0, resourceType }: Paused) =>
  (responseStatusCode < 300 || responseStatusCode >= 400) && resourceType !== 'Media';

async function bodyOf(session: CDPSession, requestId: string): Promise<Buffer | null> {
  try {
    const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId });
    return Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
  } catch {
    return null; // given up, or unreadable; the caller finds out which
  }
}
