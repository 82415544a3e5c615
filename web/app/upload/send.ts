import type { Media } from '@tiktimer/worker/contract';
import { notHereWords, patiently } from '../lib/patiently.ts';
import type { Told } from './send-up.ts';

/** `sendUp`, whose code comes with the first file: whoever only looks at a page needs none of it. */
export async function send(file: File, on: Told, signal: AbortSignal): Promise<Media | undefined> {
  on.state({ step: 'preparing', file, startedAt: performance.now(), alreadySent: 0 });
  try {
    const { sendUp } = await import('./send-up.ts');
    return await sendUp(file, on, signal);
  } catch (error) {
    console.warn('The code that sends a file did not come.', error);
    on.state({ step: 'stopped', file, sentence: notHereWords(), alone: false, sent: 0 });
    return undefined;
  }
}

/** Gives a file that just arrived its picture; answers with the file as it is then, if it got one. */
export async function picture(media: Media, file: File, signal?: AbortSignal): Promise<Media | undefined> {
  if (media.posterUrl || media.status !== 'ready') return undefined;
  const poster = await patiently(() => import('./poster.ts'));
  return poster?.givePoster(media.id, file, null, signal);
}
