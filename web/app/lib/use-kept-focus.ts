import type { FocusEvent, RefObject } from 'react';
import { useEffect, useRef } from 'react';

/**
 * What had the focus may go with the press that it answered, and the browser then starts again at the top of the page. A
 * place with these keeps it instead; it needs `tabIndex={-1}`.
 */
export function useKeptFocus<T extends HTMLElement>(): {
  ref: RefObject<T>;
  onFocus: () => void;
  onBlur: (event: FocusEvent<T>) => void;
} {
  const ref = useRef<T>(null);
  const within = useRef(false);
  useEffect(() => {
    if (within.current && document.activeElement === document.body)
      ref.current?.focus({ preventScroll: true });
  });
  return {
    ref,
    onFocus: () => {
      within.current = true;
    },
    // Left by its creator; not by a window beside this one, such as the one that asks for a file.
    onBlur: ({ target, currentTarget, relatedTarget }) => {
      const left = document.hasFocus() && target.isConnected && !currentTarget.contains(relatedTarget);
      if (left) within.current = false;
    },
  };
}
