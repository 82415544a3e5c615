import { Bookmark, Heart, MessageCircle, Pause, Play, Share2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { AccountFace } from './account-face.tsx';

export interface PreviewProps {
  video: string | null;
  poster: string | null;
  coverMs: number | null;
  name: string;
  /** The creator's, from TikTok. */
  picture: string | null;
  caption: string;
  label: string | null;
}

const MODES = { feed: 'Feed', grid: 'Profile grid', zones: 'Safe zones' } as const;
type Mode = keyof typeof MODES;

/** About what the post will look like: in the feed, as the middle of a profile's nine, and where TikTok's own words lie. */
export function PhonePreview({ id, ...post }: PreviewProps & { id: string }) {
  const [mode, setMode] = useState<Mode>('feed');
  return (
    <figure>
      <div
        role="radiogroup"
        aria-label="Preview"
        className="mx-auto mb-4 flex w-fit rounded-[9px] bg-sunken p-[3px]"
      >
        {(Object.keys(MODES) as Mode[]).map((key) => (
          <label
            key={key}
            className="flex min-h-11 items-center whitespace-nowrap rounded-[6px] px-3 font-medium text-soft text-sm has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--tt-line)] has-focus-visible:outline-2 has-focus-visible:outline-focus md:min-h-[30px] dark:has-checked:bg-raised"
          >
            <input
              type="radio"
              // Of no form: it is nothing that is sent.
              form={`${id}-none`}
              name={`${id}-mode`}
              checked={mode === key}
              onChange={() => setMode(key)}
              className="sr-only"
            />
            {MODES[key]}
          </label>
        ))}
      </div>
      <div className="relative mx-auto aspect-[9/17.6] w-[286px] max-w-full overflow-hidden rounded-[34px] border-[#0b0b0c] border-[7px] bg-[#17191c] text-[#fff] shadow-3 outline outline-line-strong/60">
        {mode === 'grid' ? <Grid {...post} /> : <Feed {...post} />}
        {mode === 'zones' && <Zones />}
      </div>
      <figcaption className="mt-4 text-center text-muted text-xs">
        Preview. TikTok may look slightly different.
      </figcaption>
    </figure>
  );
}

function Feed({ video, coverMs, name, picture, caption, label }: PreviewProps) {
  return (
    <>
      {video ? (
        <MutedVideo key={video} src={video} coverMs={coverMs} />
      ) : (
        <p className="absolute inset-0 grid place-items-center px-8 text-center text-[#b9bcc0] text-sm">
          Your video will stand here.
        </p>
      )}
      <div className="pointer-events-none absolute inset-x-0 bottom-0 bg-gradient-to-t from-[#000c] to-[#0000] p-4 pt-16 pb-6">
        <p className="font-medium text-sm">{name}</p>
        <p className="line-clamp-3 break-words pr-11 text-sm">{caption}</p>
        {label && <p className="mt-1.5 inline-block rounded-xs bg-[#fff3] px-1.5 py-0.5 text-xs">{label}</p>}
      </div>
      <div
        aria-hidden="true"
        className="pointer-events-none absolute right-3 bottom-24 grid justify-items-center gap-5"
      >
        <span className="rounded-full border-2 border-[#fff]">
          <AccountFace name={name} picture={picture} />
        </span>
        {[Heart, MessageCircle, Bookmark, Share2].map((Icon) => (
          <Icon key={Icon.displayName} size={26} strokeWidth={1.75} fill="currentColor" />
        ))}
      </div>
    </>
  );
}

const NINE = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** A profile shows covers cropped to 3:4; this one stands in the middle. */
function Grid({ video, poster, coverMs, name, picture }: PreviewProps) {
  return (
    <div className="absolute inset-0 flex flex-col">
      <div className="grid justify-items-center gap-2 py-8">
        <AccountFace name={name} picture={picture} size="xl" />
        <p className="font-medium text-sm">{name}</p>
      </div>
      <div className="grid grid-cols-3 gap-px">
        {NINE.map((cell) => (
          <span key={cell} className="relative aspect-[3/4] overflow-hidden bg-[#24272b]">
            {cell === 4 && video && <MutedVideo src={video} coverMs={coverMs} still />}
            {cell === 4 && !video && poster && <img src={poster} alt="" className="size-full object-cover" />}
          </span>
        ))}
      </div>
    </div>
  );
}

const HATCHED =
  'absolute bg-[repeating-linear-gradient(45deg,#ffffff40_0_2px,#0000_2px_9px)] outline outline-[#ffffff66] -outline-offset-1';

/** Where TikTok's own words and icons lie over a video: nothing of weight should stand there. */
const Zones = () => (
  <div className="pointer-events-none absolute inset-0">
    <span className={`${HATCHED} inset-x-0 top-0 h-[11%]`} />
    <span className={`${HATCHED} inset-x-0 bottom-0 h-[22%]`} />
    <span className={`${HATCHED} right-0 bottom-[22%] h-[38%] w-[18%]`} />
    <p className="absolute inset-x-8 top-[14%] rounded-sm bg-[#000a] px-2 py-1 text-center text-xs">
      TikTok covers the hatched parts.
    </p>
  </div>
);

/** Plays when pressed, without sound; a press again stops it. It stands on the cover until then. */
function MutedVideo({ src, coverMs, still }: { src: string; coverMs: number | null; still?: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  const [plays, setPlays] = useState(false);
  const Icon = plays ? Pause : Play;
  useEffect(() => {
    const player = video.current;
    if (!player || coverMs === null) return;
    player.pause();
    player.currentTime = coverMs / 1000;
  }, [coverMs]);
  const toggle = () => {
    if (plays) video.current?.pause();
    // A browser that refuses to play keeps the still picture, which is preview enough.
    else video.current?.play().catch(() => setPlays(false));
  };
  return (
    <>
      <video
        ref={video}
        src={`${src}#t=${((coverMs ?? 100) / 1000).toFixed(2)}`}
        muted
        loop
        playsInline
        preload="metadata"
        aria-hidden="true"
        tabIndex={-1}
        onPlay={() => setPlays(true)}
        onPause={() => setPlays(false)}
        className="absolute inset-0 size-full object-cover"
      />
      {!still && (
        <button
          type="button"
          onClick={toggle}
          aria-label={plays ? 'Pause the preview' : 'Play the preview without sound'}
          className="absolute top-4 left-4 z-10 grid size-11 place-items-center rounded-full bg-[#0009] text-[#fff]"
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </>
  );
}
