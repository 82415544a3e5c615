import { readAtMost } from '../media/read-at-most.ts';
import { ANSWER_MS_MAX } from './post.ts';

/** What lay there, or why we have nothing: `refused` with the status that was not 200. */
export type Got =
  | { bytes: Uint8Array<ArrayBuffer> }
  | { trouble: 'refused'; status: number }
  | { trouble: 'too_large' | 'too_slow' | 'no_answer' };

/** Fetches something small once: no more than `bytesMax`, five seconds for all of it, redirects not followed, no credentials. */
export async function get(url: string, bytesMax: number): Promise<Got> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      return { trouble: 'refused', status: answer.status };
    }
    const bytes = await readAtMost(answer, bytesMax);
    if (bytes) return { bytes };
    await answer.body?.cancel();
    return { trouble: 'too_large' };
  } catch (error) {
    const slow = error instanceof Error && error.name === 'TimeoutError';
    return { trouble: slow ? 'too_slow' : 'no_answer' };
  }
}
