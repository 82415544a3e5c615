import { Form } from '@remix-run/react';
import { Keyboard, LogOut } from 'lucide-react';
import { forgetKept } from '../lib/kept-here.ts';
import { patiently } from '../lib/patiently.ts';
import { endPushHere } from '../lib/push-here.ts';
import { leave } from '../lib/session-watch.ts';
import { forgetSharedFile } from '../lib/shared-file.ts';
import { useAwake } from '../lib/use-awake.ts';
import { readUploads } from '../upload/uploads.ts';
import { useToast } from './toast.tsx';

export const MENU_LINE =
  'flex h-11 w-full items-center gap-2.5 rounded-sm px-2.5 text-left no-underline hover:bg-sunken md:h-9';

/** The end of the menu about oneself: the keys, where there are any, and the way out. */
export function SignOut({ onKeys }: { onKeys?: () => void }) {
  const awake = useAwake();
  const toast = useToast();
  const signOut = async () => {
    const { items } = readUploads();
    void leaveNothing();
    if (items.length === 0) return;
    const words = await patiently(() => import('../upload/words.ts'));
    const text = words?.lostWords(items);
    if (text) toast({ text });
  };
  return (
    <>
      {awake && onKeys && (
        <button type="button" className={MENU_LINE} onClick={onKeys}>
          <Keyboard size={16} strokeWidth={1.75} aria-hidden />
          Keyboard shortcuts
        </button>
      )}
      <Form method="post" action="/logout" onSubmit={() => void signOut()}>
        <button type="submit" className={MENU_LINE}>
          <LogOut size={16} strokeWidth={1.75} aria-hidden />
          Sign out
        </button>
      </Form>
    </>
  );
}

/** Whoever uses this browser next gets neither a file nor words nor news that were meant for somebody else. */
const leaveNothing = () => {
  leave();
  forgetKept();
  return Promise.all([forgetSharedFile(), endPushHere()]);
};
