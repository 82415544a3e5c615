import type { Media } from '@tiktimer/worker/contract';
import { Suspense, useEffect, useRef } from 'react';
import { lazily } from '../components/lazily.tsx';
import { useAwake } from '../lib/use-awake.ts';

const CoverPicker = lazily(() => import('../components/cover-picker.tsx'));
/** A cover that was chosen becomes the picture of the video once the hand rests. */
const REST_MS = 1200;

/** The cover of the chosen video; what is picked is its picture everywhere else. */
export function Cover({
  media,
  file,
  value,
  onChange,
  onPoster,
}: {
  media: Media;
  /** The file itself, while this browser has it: nothing is downloaded then. */
  file: File | null;
  value: number | null;
  onChange: (coverMs: number) => void;
  onPoster: (media: Media) => void;
}) {
  // A signed address changes four times an hour; the strip stays with the one it began with.
  const source = useRef(file ?? media.url).current;
  const awake = useAwake();
  const picked = useRef(value);
  const tell = useRef(onPoster);
  tell.current = onPoster;
  useEffect(() => {
    if (value === picked.current || value === null || !source) return;
    const timer = setTimeout(async () => {
      picked.current = value;
      const { givePoster } = await import('../upload/poster.ts');
      const shown = await givePoster(media.id, source, value);
      if (shown) tell.current(shown);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [value, source, media.id]);
  // Frames are drawn by the browser: the server's page has no strip, and nothing to wait for.
  if (!awake || !source || !media.facts || media.status !== 'ready') return null;
  return (
    <Suspense
      fallback={<div aria-busy="true" className="mt-5 h-[116px] animate-pulse-soft rounded-md bg-sunken" />}
    >
      <CoverPicker
        source={source}
        durationMs={media.facts.durationMs}
        fps={media.facts.fps}
        value={value}
        onChange={onChange}
      />
    </Suspense>
  );
}
