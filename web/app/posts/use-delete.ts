import { useNavigate } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useToast } from '../components/toast.tsx';
import { act, DeedRefused, restore } from './door.ts';

/** Deletes the post of a page without asking; the list it leads to offers the way back (components.md 6). */
export function useDelete({ id, etag }: Pick<Post, 'id' | 'etag'>): () => void {
  const navigate = useNavigate();
  const toast = useToast();
  const orSay = async (deed: Promise<unknown>, then: () => void) => {
    try {
      await deed;
      then();
    } catch (error) {
      if (!(error instanceof DeedRefused)) throw error;
      toast({ text: error.message, tone: 'bad' });
    }
  };
  const takeBack = () => void orSay(restore(id), () => navigate(`/posts/${id}`));
  return () =>
    void orSay(act({ do: 'delete', postId: id, etag }), () => {
      toast({ text: 'Post deleted.', action: { label: 'Undo', run: takeBack } });
      navigate('/posts');
    });
}
