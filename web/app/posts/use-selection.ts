import type { Post } from '@tiktimer/worker/contract';
import { useRef, useState } from 'react';

/** Posts that are selected, also such as are not loaded into the page. */
export function useSelection(shown: readonly Post[]) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Post>>(new Map());
  const last = useRef<string>();

  /** Turns one; with `range` selects everything between it and the one turned last. */
  const turn = (post: Post, range = false) => {
    const from = shown.findIndex(({ id }) => id === last.current);
    const to = shown.findIndex(({ id }) => id === post.id);
    last.current = post.id;
    setChosen((before) => {
      const next = new Map(before);
      if (range && from >= 0 && to >= 0)
        for (const one of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) next.set(one.id, one);
      else if (!next.delete(post.id)) next.set(post.id, post);
      return next;
    });
  };
  const choose = (posts: readonly Post[]) => setChosen(new Map(posts.map((post) => [post.id, post])));
  const clear = () => setChosen(new Map());
  return { chosen, turn, choose, clear };
}
