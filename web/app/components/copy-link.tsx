import { Link2 } from 'lucide-react';
import { useAwake } from '../lib/use-awake.ts';
import { Button } from './button.tsx';
import { useToast } from './toast.tsx';

/** Puts an address where it can be pasted from; only where scripts run. */
export function CopyLink({ url }: { url: string }) {
  const toast = useToast();
  if (!useAwake()) return null;
  return (
    <Button
      type="button"
      aria-label="Copy link"
      title="Copy link"
      className="max-md:flex-none!"
      onClick={() =>
        navigator.clipboard.writeText(url).then(
          () => toast({ text: 'Link copied.' }),
          () => toast({ text: 'This browser does not let pages copy.', tone: 'bad' }),
        )
      }
    >
      <Link2 size={17} strokeWidth={1.75} aria-hidden />
    </Button>
  );
}
