import { useNavigate, useRevalidator } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useRef, useState } from 'react';
import { useAnnounce, useToast } from '../components/toast.tsx';
import type { Deed, Outcome, Refusal } from './bulk.ts';
import { outcomeWords, runAll } from './bulk.ts';
import { act, DeedRefused, restore } from './door.ts';
import type { MoveBy } from './move.ts';
import { latestAfter, movedTo, moveWords } from './move.ts';

/** What a creator does to one post or many, told by a toast with Undo where it can be undone. */
export function useDeeds(zone: string, onChanged: (changes: Map<string, Post | null>) => void) {
  const [running, setRunning] = useState<{ finished: number; total: number } | null>(null);
  const [refused, setRefused] = useState<Refusal[]>([]);
  const busy = useRef(false);
  const toast = useToast();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();

  /** Runs one deed over the posts and says how it went. Undefined when another one is still running. */
  const run = async (
    posts: Post[],
    deed: Deed,
    one: (post: Post) => Promise<Post | null>,
    say: (outcome: Outcome) => { how?: string; action?: { label: string; run: () => void } },
  ) => {
    if (busy.current) return;
    busy.current = true;
    setRefused([]);
    setRunning({ finished: 0, total: posts.length });
    const outcome = await runAll(posts, deed, one, (finished) =>
      setRunning({ finished, total: posts.length }),
    );
    busy.current = false;
    setRunning(null);
    setRefused(outcome.refused);
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
    return run(
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
    const stopped = gone.filter(({ status }) => status === 'scheduled' || status === 'publishing').length;
    return run(
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
      () => ({ action: { label: 'See drafts', run: () => navigate('/posts?tab=drafts') } }),
    );

  return { running, refused, forgetRefused: () => setRefused([]), move, remove, cancel, duplicate };
}
