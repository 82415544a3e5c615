import { AskDialog } from '../components/ask-dialog.tsx';
import { Button } from '../components/button.tsx';
import { useNow } from '../lib/clock.ts';
import { relative, second } from '../lib/format.ts';

/** From here on a change would throw away what is being prepared at TikTok. */
export const NEAR_MS = 2 * 60_000;

/** The last two minutes: what is changed now goes out late. Stands inside the composer's form, which "Stop and edit" sends. */
export function NearItsTime({
  postId,
  dueAt,
  zone,
  stopping,
}: {
  postId: string;
  dueAt: number;
  zone: string;
  stopping: boolean;
}) {
  const now = useNow();
  return (
    <AskDialog
      title="Changing it now would make it late."
      keep="Let it go"
      backTo={`/posts/${postId}`}
      action={
        <Button name="intent" value="stop" pending={stopping} formNoValidate>
          Stop and edit
        </Button>
      }
    >
      <p>
        {now < dueAt
          ? `It goes out at ${second(dueAt, zone)}, ${relative(dueAt, now)}.`
          : `Its time was ${second(dueAt, zone)}; it is about to go out.`}{' '}
        Stopped, it waits for a new time; text and video stay.
      </p>
    </AskDialog>
  );
}

/** TikTok has it, or nearly: nothing can be changed any more. */
export const AlreadyOnItsWay = ({ postId }: { postId: string }) => (
  <AskDialog title="Already on its way." keep="See the post" backTo={`/posts/${postId}`} action={null}>
    <p>TikTok is getting it now, as it was agreed to. It cannot be changed from here any more.</p>
  </AskDialog>
);
