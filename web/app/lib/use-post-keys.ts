import { useNavigate, useSubmit } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useEffect } from 'react';

/** `e` edit, `r` reschedule, `d` duplicate, `l` launch view, `o` open on TikTok: what the page offers, never while typing. */
export function usePostKeys(post: Post): void {
  const navigate = useNavigate();
  const submit = useSubmit();
  useEffect(() => {
    const own = `/posts/${post.id}`;
    const editable = ['draft', 'scheduled', 'failed', 'cancelled'].includes(post.status);
    const waits = post.status === 'scheduled' || (post.status === 'publishing' && !post.handedOverAt);
    const deeds: Record<string, (() => void) | false> = {
      e: editable && (() => navigate(`${own}/edit`)),
      r:
        post.status === 'scheduled' &&
        (() => navigate(`${own}?ask=reschedule`, { preventScrollReset: true })),
      d:
        post.status !== 'outcome_unknown' &&
        (() => submit({ intent: 'duplicate' }, { method: 'post', action: own })),
      l: waits && (() => navigate(`${own}/launch`)),
      o: post.url !== null && (() => void open(post.url ?? '', '_blank', 'noreferrer')),
    };
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      const typing =
        target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]');
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const deed = deeds[event.key];
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [post, navigate, submit]);
}
