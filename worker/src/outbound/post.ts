import type { Got } from './get.ts';

/** Of servers of users only whether and how they answered comes back, never what they said (security.md 26). */
export type Answer = { status: number } | { trouble: 'too_slow' | 'no_answer' };

/** Requests that go to neither TikTok's API nor a service of ours. */
export interface Outbound {
  /** Fetches something small once, from a host the caller vouches for. */
  get(url: string, bytesMax: number): Promise<Got>;
  /** Sends a body once. Redirects are not followed; five seconds at most. */
  post(url: string, headers: Record<string, string>, body: string): Promise<Answer>;
  /** The addresses a name stands for now; none when there is no such name. Rejects when nobody can be asked. */
  addressesOf(host: string): Promise<string[]>;
}

export const ANSWER_MS_MAX = 5000;

export async function post(url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    // What they say is neither read nor kept.
    await answer.body?.cancel();
    return { status: answer.status };
  } catch (error) {
    const slow = error instanceof Error && error.name === 'TimeoutError';
    return { trouble: slow ? 'too_slow' : 'no_answer' };
  }
}
