import type { Media, Upload } from '@tiktimer/worker/contract';
import { Film, Pause, Play, Upload as UploadIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { bytes, duration } from '../lib/format.ts';
import type { UploadState } from '../upload/use-upload.ts';
import { Button } from './button.tsx';
import { FieldError } from './text-field.tsx';
import { UploadRow } from './upload-row.tsx';
import { VerdictList } from './verdict-list.tsx';

/** Without scripts a file of the library can be chosen; with them one can be dropped and watched while it goes up. */
export function VideoPart({
  chosen,
  tooLong,
  library,
  unfinished,
  upload,
  onFile,
  onPause,
  onRemove,
  onChoose,
}: {
  chosen: Media | null;
  /** Why this creator may not post the chosen video, whatever is in it. */
  tooLong: string | null;
  library: Media[];
  unfinished: Upload[];
  upload: UploadState;
  onFile: (file: File) => void;
  onPause: () => void;
  onRemove: () => void;
  onChoose: (mediaId: string) => void;
}) {
  const busy = upload.step !== 'idle';
  return (
    <div id="video" tabIndex={-1}>
      {busy && <UploadRow upload={upload} onPause={onPause} onContinue={onFile} onRemove={onRemove} />}
      {!busy && chosen && <ChosenVideo media={chosen} onFile={onFile} />}
      {!busy && tooLong && (
        <div role="alert" className="mt-3">
          <FieldError>{tooLong}</FieldError>
        </div>
      )}
      {!busy && !chosen && <MediaDrop onFile={onFile} />}
      {!busy && unfinished.length > 0 && !chosen && (
        <p className="mt-3 rounded-md bg-steel-tint px-3 py-2 text-sm">
          <b>Continue an upload?</b> Choose the same file again:{' '}
          {unfinished.map(({ name }) => name).join(', ')}. Only what is missing is sent.
        </p>
      )}
      {library.length > 0 && !busy ? (
        <label className="mt-3 block text-sm">
          <span className="mb-1 block font-medium">
            {chosen ? 'Or another video you uploaded' : 'Or a video you uploaded before'}
          </span>
          <select
            name="mediaId"
            value={chosen?.id ?? ''}
            onChange={(event) => onChoose(event.target.value)}
            className="field picker max-w-96"
          >
            <option value="">None yet</option>
            {library.map(({ id, name, facts }) => (
              <option key={id} value={id}>
                {name}
                {facts && ` · ${duration(facts.durationMs)}`}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <input type="hidden" name="mediaId" value={busy ? '' : (chosen?.id ?? '')} />
      )}
    </div>
  );
}

function ChosenVideo({ media, onFile }: { media: Media; onFile: (file: File) => void }) {
  const { facts } = media;
  return (
    <div className="flex gap-4">
      <Thumbnail url={media.url} />
      <div className="min-w-0 flex-1">
        <div className="flex items-start justify-between gap-2">
          <p className="truncate font-medium">{media.name}</p>
          <FileButton onFile={onFile} variant="quiet">
            Replace
          </FileButton>
        </div>
        <p className="tabular mb-2 text-soft text-sm">
          {facts && `${duration(facts.durationMs)} · `}
          {bytes(media.bytes)} · {media.status === 'rejected' ? 'refused' : 'uploaded'}
        </p>
        <VerdictList verdicts={media.verdicts} />
      </div>
    </div>
  );
}

export function Thumbnail({ url }: { url: string | null }) {
  if (!url)
    return (
      <div className="grid h-[150px] w-24 flex-none place-items-center rounded-lg bg-sunken text-muted">
        <Film size={22} strokeWidth={1.5} aria-hidden />
      </div>
    );
  return (
    <video
      src={`${url}#t=0.5`}
      muted
      playsInline
      preload="metadata"
      aria-hidden="true"
      tabIndex={-1}
      className="h-[150px] w-24 flex-none rounded-lg bg-sunken object-cover"
    />
  );
}

const TYPES = 'video/mp4,video/quicktime,video/webm,.mp4,.mov,.webm';

function MediaDrop({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the second way; the button inside is the first
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const { files } = event.dataTransfer;
        setRefused(files.length !== 1);
        if (files.length === 1 && files[0]) onFile(files[0]);
      }}
      className={`flex flex-col items-center gap-3 rounded-[10px] border border-dashed px-6 py-8 text-center ${over ? 'border-steel bg-steel-tint' : 'border-line-strong bg-surface'}`}
    >
      <UploadIcon size={24} strokeWidth={1.5} aria-hidden className="text-soft" />
      <div>
        <p className="font-medium">Drop a video</p>
        <p className="text-muted text-sm">MP4, MOV or WebM up to 4 GB</p>
      </div>
      <FileButton onFile={onFile} variant="outline">
        Choose file
      </FileButton>
      <noscript>
        <p className="text-sm text-warn">
          Uploading needs JavaScript; a video you uploaded before can be chosen below.
        </p>
      </noscript>
      {refused && <FieldError>One video at a time.</FieldError>}
    </div>
  );
}

/** A button that opens the browser's own file dialog. */
function FileButton({
  onFile,
  variant,
  children,
}: {
  onFile: (file: File) => void;
  variant: 'outline' | 'quiet';
  children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        type="button"
        variant={variant}
        size={variant === 'quiet' ? 'sm' : 'md'}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept={TYPES}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = ''; // the same file may be chosen again, to continue
          if (file) onFile(file);
        }}
      />
    </>
  );
}

export const PauseButton = ({ onPause }: { onPause: () => void }) => (
  <Button type="button" variant="quiet" size="sm" icon={Pause} onClick={onPause}>
    Pause
  </Button>
);
export const ContinueButton = ({ onContinue }: { onContinue: () => void }) => (
  <Button type="button" size="sm" icon={Play} onClick={onContinue}>
    Continue
  </Button>
);
