import { Suspense } from 'react';
import { useFetchLater } from '../lib/fetch-later.ts';
import { lazily } from './lazily.tsx';
import type { DialogProps } from './post-dialogs.tsx';

const load = () => import('./post-dialogs.tsx');
const LATER = [load];
const PostDialog = lazily(load);

/** The question that the address asks (`?ask=…`), if any. Its dialogs are no part of what a page needs at first. */
export function PostQuestion({ ask, ...props }: DialogProps & { ask: string | null }) {
  useFetchLater(LATER);
  if (ask === null) return null;
  return (
    <Suspense fallback={null}>
      <PostDialog ask={ask} {...props} />
    </Suspense>
  );
}
