import { useLocation, useNavigate, useRevalidator } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useEffect, useRef } from 'react';
import { fullMoment } from '../lib/format.ts';
import { act } from '../posts/door.ts';
import { useToast } from './toast.tsx';

/** Back where a new post was begun: says when it goes out, takes it back on request, and leads the focus to its tile. */
export default function JustScheduled({ postId, zone }: { postId: string; zone: string }) {
  const toast = useToast();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const { pathname, search } = useLocation();
  const said = useRef<string>();

  const undo = async (etag: string) => {
    try {
      await act({ do: 'cancel', postId, etag });
      toast({
        text: 'Taken off the schedule. Text and video stay.',
        link: { label: 'Open', to: `/posts/${postId}` },
      });
    } catch (error) {
      toast({ tone: 'bad', text: error instanceof Error ? error.message : 'That did not work.' });
    }
    revalidate();
  };
  const tell = async () => {
    const answer = await fetch(`/posts/${postId}/receipt.json`).catch(() => null); // no line, no toast
    const { post } = answer?.ok ? ((await answer.json()) as { post: Post }) : { post: null };
    if (post?.publishAt)
      toast({
        text: `Scheduled for ${fullMoment(post.publishAt, zone)}.`,
        link: { label: 'Open', to: `/posts/${postId}` },
        action: { label: 'Undo', run: () => void undo(post.etag) },
      });
    const rest = new URLSearchParams(search);
    rest.delete('scheduled');
    const words = rest.toString();
    navigate(pathname + (words && `?${words}`), { replace: true, preventScrollReset: true });
    document.querySelector<HTMLElement>(`[data-tile="${postId}"]`)?.focus();
  };
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => {
    if (said.current === postId) return;
    said.current = postId;
    void latest.current();
  }, [postId]);
  return null;
}
