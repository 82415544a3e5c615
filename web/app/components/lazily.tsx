import type { ComponentType, LazyExoticComponent } from 'react';
import { lazy } from 'react';
import { createPortal } from 'react-dom';
import { patiently } from '../lib/patiently.ts';
import { Button } from './button.tsx';

/**
 * `lazy` for a part that may not come. Its place stays empty while there is no line, and when the part is gone a note says
 * so: an error page in place of what somebody is looking at or writing would be worse.
 */
export const lazily = <Props,>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => (await patiently(load)) ?? { default: Missing });

function Missing() {
  // At the end of the page, where it covers nothing that can be scrolled to.
  return createPortal(
    <div
      role="alert"
      className="sticky bottom-24 z-40 mx-auto my-4 flex w-fit max-w-[calc(100vw-2rem)] flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-raised px-4 py-2.5 shadow-3 md:bottom-6"
    >
      <p>Part of this page did not come; TikTimer may be newer by now.</p>
      <Button type="button" size="sm" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>,
    document.body,
  );
}
