import { useNavigate } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useToast } from '../components/toast.tsx';
import { notHereWords } from '../lib/patiently.ts';

/** Deletes the post of a page without asking; the list it leads to offers the way back (components.md 6). */
export function useDelete({ id, etag }: Pick<Post, 'id' | 'etag'>): () => void {
  const navigate = useNavigate();
  const toast = useToast();
  const orSay = async (deed: (door: typeof import('./door.ts')) => Promise<unknown>, then: () => void) => {
    // Fetched with the press: most pages of posts are only read.
    const door = await import('./door.ts').catch(() => undefined);
    if (!door) return toast({ text: notHereWords(), tone: 'bad' });
    try {
      await deed(door);
      then();
    } catch (error) {
      if (!(error instanceof door.DeedRefused)) throw error;
      toast({ text: error.message, tone: 'bad' });
    }
  };
  const takeBack = () =>
    orSay(
      ({ restore }) => restore(id),
      () => navigate(`/posts/${id}`),
    );
  const remove = () =>
    orSay(
      ({ act }) => act({ do: 'delete', postId: id, etag }),
      () => {
        toast({ text: 'Post deleted.', action: { label: 'Undo', run: () => void takeBack() } });
        navigate('/posts');
      },
    );
  return () => void remove();
}
