import { useNavigate, useSearchParams, useSubmit } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useEffect, useRef } from 'react';
import { useToast } from '../components/toast.tsx';
import { browserNow } from './clock.ts';
import { fullMoment } from './format.ts';

/**
 * Says once what was just done to this post, as its address tells (`?done=`), with the way back: a schedule is cancelled,
 * a move is undone. The address is then its own again, so that a reload says nothing.
 */
export function useDoneToast(post: Post, zone: string): void {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const submit = useSubmit();
  const toast = useToast();
  const done = search.get('done');
  const said = useRef<string>();
  useEffect(() => {
    if (!done || said.current === done + post.etag) return;
    said.current = done + post.etag;
    const own = `/posts/${post.id}`;
    const send = (fields: Record<string, string>) =>
      submit({ etag: post.etag, ...fields }, { method: 'post', action: own });
    const when = post.publishAt ? fullMoment(post.publishAt, zone, browserNow()) : '';
    const from = search.get('from');
    const others = Number(search.get('posts') ?? 1) - 1;
    if (done === 'scheduled')
      toast({
        text: `Scheduled for ${when}.${others > 0 ? ` So ${others === 1 ? 'is one more post' : `are ${others} more posts`}.` : ''}`,
        action: { label: 'Undo', run: () => send({ intent: 'cancel' }) },
      });
    if (done === 'moved')
      toast({
        text: `Moved to ${when}.`,
        ...(from && {
          action: {
            label: 'Undo',
            run: () => send({ intent: 'move-back', from, consent: post.consent?.text ?? 'music_usage' }),
          },
        }),
      });
    if (done === 'changed') toast({ text: 'Saved. It goes out as you changed it.' });
    navigate(own, { replace: true, preventScrollReset: true });
  }, [done, post, zone, search, navigate, submit, toast]);
}
