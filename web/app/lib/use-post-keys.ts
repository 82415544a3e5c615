import { useNavigate, useSubmit } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { isStoppable } from './post-state.ts';
import { useShortcuts } from './shortcuts.ts';

/** `e` edit, `r` reschedule, `d` duplicate, `l` launch view, `o` open on TikTok: what the page offers. */
export function usePostKeys(post: Post): void {
  const navigate = useNavigate();
  const submit = useSubmit();
  const own = `/posts/${post.id}`;
  const editable = ['draft', 'scheduled', 'failed', 'cancelled'].includes(post.status);
  useShortcuts({
    ...(editable && { e: () => navigate(`${own}/edit`) }),
    ...(post.status === 'scheduled' && {
      r: () => navigate(`${own}?ask=reschedule`, { preventScrollReset: true }),
    }),
    ...(post.status !== 'outcome_unknown' && {
      d: () => submit({ intent: 'duplicate' }, { method: 'post', action: own }),
    }),
    ...(isStoppable(post) && { l: () => navigate(`${own}/launch`) }),
    ...(post.url !== null && { o: () => void open(post.url ?? '', '_blank', 'noreferrer') }),
  });
}
