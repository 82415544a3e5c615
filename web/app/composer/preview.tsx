import { Suspense, useState, useSyncExternalStore } from 'react';
import { Button } from '../components/button.tsx';
import { lazily } from '../components/lazily.tsx';
import type { PreviewProps } from '../components/phone-preview.tsx';

const PhonePreview = lazily(async () => ({
  default: (await import('../components/phone-preview.tsx')).PhonePreview,
}));
const PreviewSheet = lazily(async () => ({
  default: (await import('../components/preview-sheet.tsx')).PreviewSheet,
}));

/** Wide enough for a phone beside the form: `beside` in app.css. */
const BESIDE = '(min-width: 1024px), (min-width: 740px) and (orientation: landscape)';

const follow = (changed: () => void) => {
  const media = matchMedia(BESIDE);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};
const useBeside = () =>
  useSyncExternalStore(
    follow,
    () => matchMedia(BESIDE).matches,
    () => false,
  );

/** The phone beside the form, where there is room; drawn once the form stands. */
export function SidePreview(post: PreviewProps) {
  const beside = useBeside();
  return (
    <div className="beside:block hidden pb-10">
      <div className="low:top-3 sticky top-20 low:min-h-0 min-h-[38rem]">
        {beside && (
          <Suspense>
            <PhonePreview id="side" {...post} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** Elsewhere it comes from below, behind a button. */
export function PreviewButton(post: PreviewProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="awake-only beside:hidden">
      <Button type="button" onClick={() => setOpen(true)}>
        Preview
      </Button>
      {open && (
        <Suspense>
          <PreviewSheet {...post} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
