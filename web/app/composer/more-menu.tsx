import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button, LinkButton } from '../components/button.tsx';
import { RowMenu } from '../components/row-menu.tsx';
import { useToast } from '../components/toast.tsx';
import { act, restore } from '../posts/door.ts';
import type { SavedPost, useAutosave } from './use-autosave.ts';

const LOOK = 'w-full justify-start';

/** Duplicate and Delete, once there is something to do it to. What is scheduled is asked about on its own page. */
export function MoreMenu({
  autosave,
  post,
  scheduled,
  leaveTo,
}: {
  autosave: ReturnType<typeof useAutosave>;
  post: SavedPost;
  scheduled: boolean;
  leaveTo: string;
}) {
  const navigate = useNavigate();
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  const doing = async (deed: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    try {
      await autosave.flush();
      await deed();
      // It stays busy: the page that shows this post is being left.
    } catch (error) {
      toast({ tone: 'bad', text: error instanceof Error ? error.message : 'That did not work.' });
      setBusy(false);
    }
  };
  const duplicate = () =>
    doing(async () => {
      const copy = await act({ do: 'duplicate', postId: post.id });
      if (copy) navigate(`/posts/${copy.id}/edit`);
      toast({ text: 'This is the copy. Who can see it is for you to choose again.' });
    });
  const remove = () =>
    doing(async () => {
      const { id, etag } = autosave.post.current ?? post;
      await act({ do: 'delete', postId: id, etag });
      autosave.forget();
      navigate(leaveTo.startsWith(`/posts/${id}`) ? '/posts?tab=drafts' : leaveTo);
      const undo = async () => {
        try {
          await restore(id);
          navigate(`/posts/${id}/edit`);
        } catch (error) {
          toast({
            tone: 'bad',
            text: error instanceof Error ? error.message : 'It could not be taken back.',
          });
        }
      };
      toast({ text: 'Draft deleted.', action: { label: 'Undo', run: () => void undo() } });
    });
  return (
    <RowMenu label="More">
      <Button type="button" variant="quiet" className={LOOK} pending={busy} onClick={() => void duplicate()}>
        Duplicate
      </Button>
      {scheduled ? (
        <LinkButton to={`/posts/${post.id}?ask=delete`} variant="quiet" className={LOOK}>
          Delete
        </LinkButton>
      ) : (
        <Button type="button" variant="quiet" className={LOOK} onClick={() => void remove()}>
          Delete
        </Button>
      )}
    </RowMenu>
  );
}
