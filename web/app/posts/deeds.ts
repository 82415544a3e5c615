import type { Post } from '@tiktimer/worker/contract';
import type { ToastMessage } from '../components/toast.tsx';
import { isScheduled } from '../lib/is-scheduled.ts';
import type { Deed, Outcome, Refusal } from './bulk.ts';
import { outcomeWords, runAll } from './bulk.ts';
import { act, DeedRefused, restore } from './door.ts';
import type { MoveBy } from './move.ts';
import { latestAfter, movedTo, moveWords } from './move.ts';

/** What the list lends to its deeds. */
export interface Hands {
  zone: string;
  /** One deed at a time: the one that runs. */
  busy: { current: Promise<void> | null };
  onRunning: (running: Running | null) => void;
  onRefused: (refused: Refusal[]) => void;
  onChanged: (changes: Map<string, Post | null>) => void;
  toast: (toast: ToastMessage) => void;
  announce: (text: string, urgency?: 'polite' | 'assertive') => void;
  seeDrafts: () => void;
  revalidate: () => void;
}
export interface Running {
  finished: number;
  total: number;
}

/** What a creator does to one post or many, told by a toast with Undo where it can be undone. Loaded with the first deed. */
export function makeDeeds({
  zone,
  busy,
  onRunning,
  onRefused,
  onChanged,
  toast,
  announce,
  seeDrafts,
  revalidate,
}: Hands) {
  type Say = (outcome: Outcome) => { how?: string; action?: { label: string; run: () => void } };
  type One = (post: Post) => Promise<Post | null>;
  /** Runs one deed over the posts and says how it went. While another one runs, nothing begins. */
  const run = (posts: Post[], deed: Deed, one: One, say: Say): void => {
    if (busy.current) return;
    busy.current = doAll(posts, deed, one, say).finally(() => {
      busy.current = null;
    });
  };
  /** What takes a deed back waits for the one that runs: its toast is gone with the press. */
  const runAfter = async (posts: Post[], deed: Deed, one: One, say: Say): Promise<void> => {
    while (busy.current) await busy.current;
    run(posts, deed, one, say);
  };
  const doAll = async (posts: Post[], deed: Deed, one: One, say: Say): Promise<void> => {
    onRefused([]);
    onRunning({ finished: 0, total: posts.length });
    const outcome = await runAll(posts, deed, one, (finished) =>
      onRunning({ finished, total: posts.length }),
    );
    onRunning(null);
    onRefused(outcome.refused);
    onChanged(new Map(outcome.done.map(({ before, after }) => [before.id, after])));
    const { how, action } = say(outcome);
    const text = outcomeWords(deed, outcome, how);
    const partial = outcome.refused.length > 0;
    toast({
      text,
      ...(outcome.done.length === 0 && partial && { tone: 'bad' as const }),
      ...(outcome.done.length > 0 && action && { action }),
    });
    if (partial) announce(text, 'assertive');
    revalidate();
  };

  const moveTo = (post: Post, publishAt: number) => {
    const latestAt = latestAfter(post, publishAt);
    const at = new Date(publishAt).toISOString();
    return act({
      do: 'move',
      postId: post.id,
      etag: post.etag,
      publishAt: at,
      zone: post.zone ?? zone,
      ...(latestAt && { latestAt }),
    });
  };

  const move = (posts: Post[], by: MoveBy) =>
    run(
      posts,
      'move',
      async (post) => {
        const to = movedTo(post, by, zone);
        if (to === undefined)
          throw new DeedRefused('That time does not exist on that day; the clocks jump.', 422);
        return moveTo(post, to);
      },
      (outcome) => ({
        how: `by ${moveWords(by)}`,
        action: { label: 'Undo', run: () => moveBack(outcome) },
      }),
    );
  const moveBack = ({ done }: Outcome) => {
    const old = new Map(done.map(({ before }) => [before.id, Date.parse(before.publishAt ?? '')]));
    const now = done.flatMap(({ after }) => after ?? []);
    void runAfter(
      now,
      'move',
      (post) => moveTo(post, old.get(post.id) ?? 0),
      () => ({ how: 'back' }),
    );
  };

  const remove = (posts: Post[]) =>
    run(
      posts,
      'delete',
      ({ id, etag }) => act({ do: 'delete', postId: id, etag }),
      (outcome) => ({ action: { label: 'Undo', run: () => takeBack(outcome) } }),
    );
  const takeBack = ({ done }: Outcome) => {
    const gone = done.map(({ before }) => before);
    const stopped = gone.filter(isScheduled).length;
    void runAfter(
      gone,
      'restore',
      ({ id }) => restore(id),
      () => (stopped > 0 ? { how: `(${stopped} as cancelled; schedule again)` } : {}),
    );
  };

  const cancel = (posts: Post[]) =>
    run(
      posts,
      'cancel',
      ({ id, etag }) => act({ do: 'cancel', postId: id, etag }),
      () => ({}),
    );

  const duplicate = (posts: Post[]) =>
    run(
      posts,
      'duplicate',
      async (post) => {
        await act({ do: 'duplicate', postId: post.id });
        return post;
      },
      () => ({ action: { label: 'See drafts', run: seeDrafts } }),
    );

  return { move, remove, cancel, duplicate };
}
