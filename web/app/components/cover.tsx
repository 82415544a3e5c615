import { Film } from 'lucide-react';
import { useImageFailed } from '../lib/image-failed.ts';

/** The picture of a video, 9:16, in a box that never moves; a quiet frame where there is none or it does not load. */
export function Cover({
  src,
  className = 'h-11 w-[30px] rounded-xs',
}: {
  src?: string | null;
  className?: string;
}) {
  const { failed, watch } = useImageFailed(src);
  return (
    <span
      aria-hidden="true"
      className={`grid flex-none place-items-center overflow-hidden bg-sunken text-muted ${className}`}
    >
      {src && !failed ? (
        <img
          {...watch}
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          className="size-full min-h-0 min-w-0 object-cover"
        />
      ) : (
        <Film size={16} strokeWidth={1.75} />
      )}
    </span>
  );
}
