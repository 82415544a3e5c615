import type { Post } from '@tiktimer/worker/contract';
import { count } from '../lib/format.ts';

export type Deed = 'move' | 'cancel' | 'duplicate' | 'delete' | 'restore';
export interface Refusal {
  post: Post;
  sentence: string;
  /** It left before we came. */
  onItsWay: boolean;
}
export interface Outcome {
  /** Each post as it was, and as it became; null when it is gone. */
  done: { before: Post; after: Post | null }[];
  refused: Refusal[];
}

/** Requests at once: enough to be quick, few enough to leave the line to others. */
const AT_ONCE = 4;

/** Why a deed makes no sense for a post, before anybody is asked. */
export function barred(deed: Deed, post: Post): string | null {
  const gone = post.status === 'published' || post.handedOverAt !== null;
  switch (deed) {
    case 'move':
      if (post.status === 'scheduled') return null;
      return post.status === 'publishing' || gone ? 'Already on its way.' : 'It has no time to move.';
    case 'cancel':
      if (post.status === 'scheduled' || (post.status === 'publishing' && !gone)) return null;
      return gone ? 'Already on its way.' : 'It is not scheduled.';
    case 'delete':
      return post.status === 'outcome_unknown' ? 'Say first whether it is on your profile.' : null;
    case 'duplicate':
    case 'restore':
      return null;
  }
}

/** Does a deed to many posts, a few at once. One that is refused stops no other. */
export async function runAll(
  posts: readonly Post[],
  deed: Deed,
  act: (post: Post) => Promise<Post | null>,
  onProgress: (finished: number) => void,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], refused: [] };
  const waiting = [...posts];
  let finished = 0;
  const worker = async () => {
    for (let post = waiting.shift(); post; post = waiting.shift()) {
      const why = barred(deed, post);
      try {
        if (why) outcome.refused.push({ post, sentence: why, onItsWay: why === 'Already on its way.' });
        else outcome.done.push({ before: post, after: await act(post) });
      } catch (error) {
        const { message, status } = error as { message: string; status?: number };
        const onItsWay = status === 409 && /way to TikTok/.test(message);
        outcome.refused.push({ post, sentence: message, onItsWay });
      }
      onProgress(++finished);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return outcome;
}

const DONE: Record<Deed, string> = {
  move: 'moved',
  cancel: 'cancelled',
  duplicate: 'duplicated',
  delete: 'deleted',
  restore: 'back',
};

/** "4 moved by 1 day." · "3 moved by 1 day. 1 was already on its way." */
export function outcomeWords(deed: Deed, { done, refused }: Outcome, how = ''): string {
  const sentences: string[] = [];
  const verb = deed === 'restore' ? (done.length === 1 ? 'is back' : 'are back') : DONE[deed];
  if (done.length > 0 || refused.length === 0)
    sentences.push(`${count(done.length)} ${verb}${how && ` ${how}`}.`);
  const late = refused.filter(({ onItsWay }) => onItsWay).length;
  if (late > 0)
    sentences.push(
      `${count(late)} ${late === 1 ? 'was' : 'were'} already on ${late === 1 ? 'its' : 'their'} way.`,
    );
  const others = refused.length - late;
  if (others > 0)
    sentences.push(`${count(others)} could not be ${deed === 'restore' ? 'taken back' : DONE[deed]}.`);
  return sentences.join(' ');
}
