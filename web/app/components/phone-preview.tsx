import { Bookmark, Heart, MessageCircle, Pause, Play, Share2 } from 'lucide-react';
import { useRef, useState } from 'react';

/** About what the post will look like. The video plays when asked, without sound. */
export function PhonePreview({
  video,
  name,
  caption,
  label,
}: {
  video: string | null;
  name: string;
  caption: string;
  label: string | null;
}) {
  return (
    <figure>
      <div className="relative mx-auto aspect-[9/17.6] w-[286px] overflow-hidden rounded-[34px] border-[#0b0b0c] border-[7px] bg-[#17191c] text-[#fff] shadow-3 outline outline-line-strong/60">
        {video ? (
          <MutedVideo key={video} src={video} />
        ) : (
          <p className="absolute inset-0 grid place-items-center px-8 text-center text-[#b9bcc0] text-sm">
            Your video will stand here.
          </p>
        )}
        <div className="pointer-events-none absolute inset-x-0 bottom-0 bg-gradient-to-t from-[#000c] to-[#0000] p-4 pt-16 pb-6">
          <p className="font-medium text-sm">{name}</p>
          <p className="line-clamp-3 break-words pr-11 text-sm">{caption}</p>
          {label && (
            <p className="mt-1.5 inline-block rounded-xs bg-[#fff3] px-1.5 py-0.5 text-xs">{label}</p>
          )}
        </div>
        <div aria-hidden="true" className="pointer-events-none absolute right-3 bottom-24 grid gap-5">
          {[Heart, MessageCircle, Bookmark, Share2].map((Icon) => (
            <Icon key={Icon.displayName} size={26} strokeWidth={1.75} fill="currentColor" />
          ))}
        </div>
      </div>
      <figcaption className="mt-4 text-center text-muted text-xs">
        Preview. TikTok may look slightly different.
      </figcaption>
    </figure>
  );
}

/** Plays when pressed, without sound; a press again stops it. */
function MutedVideo({ src }: { src: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const [plays, setPlays] = useState(false);
  const Icon = plays ? Pause : Play;
  const toggle = () => {
    if (plays) video.current?.pause();
    // A browser that refuses to play keeps the still picture, which is preview enough.
    else video.current?.play().catch(() => setPlays(false));
  };
  return (
    <>
      <video
        ref={video}
        src={`${src}#t=0.1`}
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
      <button
        type="button"
        onClick={toggle}
        aria-label={plays ? 'Pause the preview' : 'Play the preview without sound'}
        className="absolute top-4 left-4 z-10 grid size-10 place-items-center rounded-full bg-[#0009] text-[#fff]"
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden />
      </button>
    </>
  );
}
