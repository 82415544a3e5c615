import { useLocation, useNavigate, useRevalidator } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useEffect, useRef } from 'react';
import { browserNow } from '../lib/clock.ts';
import { fullMoment } from '../lib/format.ts';
import { act } from '../posts/door.ts';
import { useToast } from './toast.tsx';

/** Tiles are drawn anew while the address changes, so the focus is given again for so long. */
const FOCUS_MS = 3_000;
const AGAIN_MS = 100;

/** Leads the focus to the new tile, unless somebody has moved it meanwhile. */
function focusTile(postId: string, until: number): void {
  const { activeElement: now } = document;
  const tile = document.querySelector<HTMLElement>(`[data-tile="${postId}"]`);
  const untouched = !now || now === tile || now.matches('body, h1');
  if (!untouched || performance.now() > until) return;
  if (now !== tile) tile?.focus();
  setTimeout(() => focusTile(postId, until), AGAIN_MS);
}

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
        text: `Scheduled for ${fullMoment(post.publishAt, zone, browserNow())}.`,
        link: { label: 'Open', to: `/posts/${postId}` },
        action: { label: 'Undo', run: () => void undo(post.etag) },
      });
    const rest = new URLSearchParams(search);
    rest.delete('scheduled');
    const words = rest.toString();
    navigate(pathname + (words && `?${words}`), { replace: true, preventScrollReset: true });
    focusTile(postId, performance.now() + FOCUS_MS);
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
