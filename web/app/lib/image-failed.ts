import { useState } from 'react';

/** Whether this picture can't be shown, and what its `<img>` needs for that to be known. */
export function useImageFailed(src: string | null | undefined) {
  const [broken, setBroken] = useState<string>();
  const fail = () => setBroken(src ?? undefined);
  return {
    failed: !src || src === broken,
    watch: {
      // One that failed before the page woke up told nobody; it is looked at once.
      ref: (image: HTMLImageElement | null) => {
        if (image?.complete && image.naturalWidth === 0) fail();
      },
      onError: fail,
    },
  };
}
