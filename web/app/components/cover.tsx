import { Film } from 'lucide-react';
import { useState } from 'react';

/** The picture of a video, 9:16, in a box that never moves; a quiet frame where there is none or it does not load. */
export function Cover({
  src,
  className = 'h-11 w-[30px] rounded-xs',
}: {
  src?: string | null;
  className?: string;
}) {
  const [broken, setBroken] = useState<string>();
  return (
    <span
      aria-hidden="true"
      className={`grid flex-none place-items-center overflow-hidden bg-sunken text-muted ${className}`}
    >
      {src && src !== broken ? (
        <img
          // One that failed before the page woke up told nobody; it is looked at once.
          ref={(image) => {
            if (image?.complete && image.naturalWidth === 0) setBroken(src);
          }}
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(src)}
          className="size-full min-h-0 min-w-0 object-cover"
        />
      ) : (
        <Film size={16} strokeWidth={1.75} />
      )}
    </span>
  );
}
