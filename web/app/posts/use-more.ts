import type { Post } from '@tiktimer/worker/contract';
import { useState } from 'react';
import { DeedRefused, morePosts } from './door.ts';

/** A list that grows downwards below the page that was loaded; what changed meanwhile is put in its place. */
export function useMore(first: readonly Post[], next: string | null, search: string) {
  const [more, setMore] = useState<Post[]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [changed, setChanged] = useState<ReadonlyMap<string, Post | null>>(new Map());
  const [state, setState] = useState<'idle' | 'loading' | { trouble: string }>('idle');
  const rest = cursor === undefined ? next : cursor;

  const load = async () => {
    if (!rest || state === 'loading') return;
    setState('loading');
    try {
      const page = await morePosts(search, rest);
      setMore((before) => [...before, ...page.posts]);
      setCursor(page.next);
      setState('idle');
    } catch (error) {
      if (!(error instanceof DeedRefused)) throw error;
      setState({ trouble: error.message });
    }
  };

  const known = new Set(first.map(({ id }) => id));
  const below = more
    .filter(({ id }) => !known.has(id))
    .flatMap((post) => {
      const now = changed.get(post.id);
      return now === null ? [] : [now ?? post];
    });
  // The page itself is loaded anew after a change; until then what was deleted is taken out at once.
  const above = first.filter(({ id }) => changed.get(id) !== null || !known.has(id));
  const note = (changes: ReadonlyMap<string, Post | null>) =>
    setChanged((before) => new Map([...before, ...changes]));
  return { posts: [...above, ...below], rest, load, state, note };
}
