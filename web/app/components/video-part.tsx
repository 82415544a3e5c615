import type { Media, Upload } from '@tiktimer/worker/contract';
import { Upload as UploadIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { bytes, duration } from '../lib/format.ts';
import { useKeptFocus } from '../lib/use-kept-focus.ts';
import type { LocalCheck, UploadState } from '../upload/send-up.ts';
import { leftToUs, useUploads } from '../upload/uploads.ts';
import { VIDEO_TYPES } from '../upload/video-types.ts';
import { Button } from './button.tsx';
import { Cover } from './cover.tsx';
import { lazily } from './lazily.tsx';
import { FieldError } from './text-field.tsx';
import { VerdictList } from './verdict-list.tsx';

const UploadRow = lazily(async () => ({ default: (await import('./upload-row.tsx')).UploadRow }));

/** Without scripts a file of the library can be chosen; with them one can be dropped and watched while it goes up. */
export function VideoPart({
  chosen,
  tooLong,
  library,
  unfinished,
  upload,
  check,
  cover,
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
  check: LocalCheck | null;
  /** The cover of the chosen video. */
  cover: ReactNode;
  onFile: (file: File) => void;
  onPause: () => void;
  onRemove: () => void;
  onChoose: (mediaId: string) => void;
}) {
  const busy = upload.step !== 'idle';
  const kept = useKeptFocus<HTMLDivElement>();
  return (
    // The button that opened the file dialog leaves once a file is chosen.
    <div id="video" tabIndex={-1} className="outline-none" {...kept}>
      {busy && (
        <Suspense fallback={<div aria-busy="true" className="h-[150px]" />}>
          <UploadRow
            upload={upload}
            check={check}
            onPause={onPause}
            onContinue={onFile}
            onRemove={onRemove}
          />
        </Suspense>
      )}
      {!busy && chosen && (
        <ChosenVideo
          media={chosen}
          tooLong={tooLong !== null}
          onFile={onFile}
          onRemove={() => onChoose('')}
        />
      )}
      {!busy && tooLong && (
        <div role="alert" className="mt-3">
          <FieldError>{tooLong}</FieldError>
        </div>
      )}
      {!busy && chosen && cover}
      <PageDrop onFile={onFile} />
      {!busy && !chosen && <MediaDrop onFile={onFile} />}
      {!busy && !chosen && <ContinueNote unfinished={unfinished} />}
      {library.length > 0 && !busy ? (
        <label className="mt-3 block text-sm">
          <span className="mb-1 block font-medium">
            {chosen ? 'Or another video you uploaded' : 'From library: a video you uploaded before'}
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

/** What an earlier page left unfinished, and does not go up on its own anyway. */
function ContinueNote({ unfinished }: { unfinished: Upload[] }) {
  const names = useUploads((all) =>
    leftToUs(unfinished, all)
      .map(({ name }) => name)
      .join(', '),
  );
  if (!names) return null;
  return (
    <p className="mt-3 rounded-md bg-steel-tint px-3 py-2 text-sm">
      <b>Continue an upload?</b> Choose the same file again: {names}. Only what is missing is sent.
    </p>
  );
}

function ChosenVideo({
  media,
  tooLong,
  onFile,
  onRemove,
}: {
  media: Media;
  tooLong: boolean;
  onFile: (file: File) => void;
  onRemove: () => void;
}) {
  const { facts } = media;
  const warned = media.verdicts.some(({ severity }) => severity === 'blocks');
  return (
    <div className="flex gap-4">
      <Cover src={media.posterUrl} className="h-[150px] w-24 rounded-lg" />
      <div className="min-w-0 flex-1">
        <div className="flex items-start justify-between gap-2">
          <p className="min-w-0 truncate pt-1 font-medium">{media.name}</p>
          <span className="flex flex-none">
            <FileButton onFile={onFile} variant="quiet">
              Replace
            </FileButton>
            <Button type="button" variant="quiet" size="sm" onClick={onRemove}>
              Remove
            </Button>
          </span>
        </div>
        <p className="tabular mb-2 text-soft text-sm">
          {facts && `${duration(facts.durationMs)} · `}
          {bytes(media.bytes)} · {media.status === 'rejected' ? 'refused' : 'uploaded'}
        </p>
        <div role={warned ? 'alert' : 'status'}>
          {/* "TikTok will take it" is true of the file, not of this creator. */}
          <VerdictList verdicts={media.verdicts.filter(({ severity }) => !tooLong || severity !== 'ok')} />
        </div>
      </div>
    </div>
  );
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes a drop. While one is over it, a frame says so. */
function PageDrop({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState(false);
  const take = useRef(onFile);
  take.current = onFile;
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let depth = 0;
    const on = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', then: (event: DragEvent) => void) =>
      document.addEventListener(
        name,
        (event) => {
          if (!carriesFiles(event)) return;
          event.preventDefault();
          then(event);
        },
        { signal },
      );
    const enter = (by: number) => {
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    on('dragenter', () => enter(1));
    on('dragover', () => {});
    on('dragleave', () => enter(-1));
    on('drop', ({ dataTransfer }) => {
      depth = 0;
      setOver(false);
      const files = dataTransfer?.files;
      setRefused(files?.length !== 1);
      if (files?.length === 1 && files[0]) take.current(files[0]);
    });
    return () => stop.abort();
  }, []);
  return (
    <>
      {over && (
        <div className="pointer-events-none fixed inset-3 z-20 grid place-items-center rounded-xl border-2 border-steel border-dashed bg-steel-tint/90 font-medium text-lg">
          Drop the video anywhere
        </div>
      )}
      {refused && (
        <div role="alert" className="mb-3">
          <FieldError>One video at a time.</FieldError>
        </div>
      )}
    </>
  );
}

function MediaDrop({ onFile }: { onFile: (file: File) => void }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-[10px] border border-line-strong border-dashed bg-surface px-6 py-8 text-center">
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
        accept={VIDEO_TYPES}
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
