import type { Post, ReceiptEvent } from '@tiktimer/worker/contract';
import { Copy, Download } from 'lucide-react';
import { useMinute } from '../lib/clock.ts';
import { receiptText } from '../lib/receipt.ts';
import { useAwake } from '../lib/use-awake.ts';
import { Button } from './button.tsx';
import { useToast } from './toast.tsx';

/** The receipt to take along: as text, and as the file the API has. */
export function ReceiptTools({ post, events, zone }: { post: Post; events: ReceiptEvent[]; zone: string }) {
  const toast = useToast();
  const now = useMinute();
  const awake = useAwake();
  const copy = () =>
    navigator.clipboard.writeText(receiptText(post, events, zone, now)).then(
      () => toast({ text: 'Receipt copied.' }),
      () => toast({ text: 'This browser does not let pages copy.', tone: 'bad' }),
    );
  return (
    <span className="flex">
      {awake && (
        <Button type="button" variant="quiet" size="sm" icon={Copy} aria-label="Copy receipt" onClick={copy}>
          Copy
        </Button>
      )}
      <a
        href={`/posts/${post.id}/receipt.json`}
        download
        aria-label="Download receipt"
        className="inline-flex h-9 items-center gap-2 rounded-md px-2.5 font-medium text-sm text-soft no-underline hover:bg-sunken hover:text-ink md:h-[30px]"
      >
        <Download size={16} strokeWidth={1.75} aria-hidden />
        Download
      </a>
    </span>
  );
}
