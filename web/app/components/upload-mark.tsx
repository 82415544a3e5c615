import { useUploads } from '../upload/uploads.ts';
import { markOf } from '../upload/words.ts';

/** How the uploads of this tab stand, beside the way to them. `small`: a sign on an icon, with the words for readers. */
export default function UploadMark({ className, small }: { className: string; small?: boolean }) {
  const mark = markOf(useUploads(({ items }) => items));
  if (!mark) return null;
  const { sign, words, trouble } = mark;
  if (!small)
    return (
      <span
        className={`tabular whitespace-nowrap text-xs ${trouble ? 'text-warn' : 'text-muted'} ${className}`}
      >
        {words}
      </span>
    );
  return (
    <span
      className={`tabular grid h-5 min-w-5 place-items-center rounded-full px-1.5 font-strong text-xs ${trouble ? 'bg-warn-tint text-warn' : 'bg-steel-tint text-steel'} ${className}`}
    >
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
