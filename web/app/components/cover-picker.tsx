import type { KeyboardEvent, PointerEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { exactTime } from '../lib/format.ts';
import { openVideo, seekTo } from '../upload/video-frames.ts';

const FRAMES = 12;
const SECOND_MS = 1000;

/**
 * The cover by scrubbing: twelve frames, drag, or arrows for one frame and with Shift for one second. Works from the file
 * that was chosen here or from its signed address; where this browser can't show the video there is nothing to pick.
 */
export default function CoverPicker({
  source,
  durationMs,
  fps,
  value,
  onChange,
}: {
  source: Blob | string;
  durationMs: number;
  fps: number;
  value: number | null;
  onChange: (coverMs: number) => void;
}) {
  const [frames, setFrames] = useState<string[]>([]);
  const [failed, setFailed] = useState(false);
  const rail = useRef<HTMLDivElement>(null);
  const at = value ?? 0;
  // The last frame begins a frame before the end.
  const frameMs = 1000 / (fps > 0 ? fps : 30);
  const last = Math.max(0, Math.floor(durationMs - frameMs));

  useEffect(() => {
    let left = false;
    setFrames([]);
    setFailed(false);
    drawFrames(source, (picture) => {
      if (!left) setFrames((before) => [...before, picture]);
      return !left;
    }).catch(() => !left && setFailed(true));
    return () => {
      left = true;
    };
  }, [source]);

  if (failed)
    return (
      <p className="text-muted text-sm">
        This browser cannot show frames of this video. TikTok uses the first one.
      </p>
    );

  const set = (ms: number) => onChange(Math.round(Math.max(0, Math.min(last, ms))));
  const scrub = (event: PointerEvent) => {
    const box = rail.current?.getBoundingClientRect();
    if (box) set(((event.clientX - box.left) / box.width) * last);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? SECOND_MS : frameMs;
    const to = {
      ArrowRight: at + step,
      ArrowUp: at + step,
      ArrowLeft: at - step,
      ArrowDown: at - step,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
  };
  const share = last > 0 ? at / last : 0;
  return (
    <div className="mt-5">
      <div className="mb-1.5 flex items-baseline justify-between">
        <b id="cover-name" className="font-medium">
          Cover
        </b>
        <span className="tabular text-soft text-sm">
          at <b className="font-medium text-ink">{exactTime(at)}</b>
        </span>
      </div>
      <div
        ref={rail}
        role="slider"
        tabIndex={0}
        aria-labelledby="cover-name"
        aria-describedby="cover-hint"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={`${(at / SECOND_MS).toFixed(2)} seconds`}
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          scrub(event);
        }}
        onPointerMove={(event) => event.buttons > 0 && scrub(event)}
        className="relative flex h-16 cursor-ew-resize touch-pan-y gap-px rounded-md bg-sunken"
      >
        {Array.from({ length: FRAMES }, (_, index) => (
          <Frame
            // biome-ignore lint/suspicious/noArrayIndexKey: a frame is its place on the strip
            key={index}
            picture={frames[index]}
            edge={index === 0 ? 'rounded-l-md' : index === FRAMES - 1 ? 'rounded-r-md' : ''}
          />
        ))}
        <Knob share={share} picture={frames[Math.round(share * (FRAMES - 1))]} />
      </div>
      <p id="cover-hint" className="mt-1.5 text-muted text-xs">
        Drag, or use ← → for one frame. TikTok uses your cover on public posts.
      </p>
    </div>
  );
}

function Frame({ picture, edge }: { picture: string | undefined; edge: string }) {
  return (
    <span className={`min-w-0 flex-1 overflow-hidden ${edge} ${picture ? '' : 'animate-pulse-soft'}`}>
      {picture && <img src={picture} alt="" draggable={false} className="size-full object-cover" />}
    </span>
  );
}

/** Placed by script: the page's policy allows no style in its markup. */
function Knob({ share, picture }: { share: number; picture: string | undefined }) {
  const knob = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    knob.current?.style.setProperty('left', `${share * 100}%`);
    knob.current?.style.setProperty('translate', `${share * -100}%`);
  }, [share]);
  return (
    <span
      ref={knob}
      className="pointer-events-none absolute -top-1.5 -bottom-1.5 left-0 w-11 overflow-hidden rounded-md border-2 border-ink bg-surface shadow-2 outline-2 outline-surface"
    >
      {picture && <img src={picture} alt="" draggable={false} className="size-full object-cover" />}
    </span>
  );
}

const FRAME_HEIGHT = 128;

/** Draws them one after the other, so that the first stand while the rest are sought. */
async function drawFrames(source: Blob | string, take: (picture: string) => boolean): Promise<void> {
  const { video, close } = await openVideo(source);
  try {
    const canvas = document.createElement('canvas');
    canvas.height = FRAME_HEIGHT;
    canvas.width = Math.max(1, Math.round((FRAME_HEIGHT * video.videoWidth) / video.videoHeight));
    for (let index = 0; index < FRAMES; index++) {
      await seekTo(video, (video.duration * index) / (FRAMES - 1));
      canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
      if (!take(canvas.toDataURL('image/jpeg', 0.7))) return;
    }
  } finally {
    close();
  }
}
