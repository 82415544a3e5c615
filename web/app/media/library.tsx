import { Link, useRevalidator } from '@remix-run/react';
import type { Media } from '@tiktimer/worker/contract';
import { Upload as UploadIcon } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { Button, LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHead } from '../components/page-head.tsx';
import { useAnnounce } from '../components/toast.tsx';
import { UploadRow } from '../components/upload-row.tsx';
import { bytes, count } from '../lib/format.ts';
import { useFrame } from '../lib/frame-context.ts';
import { VIDEO_TYPES } from '../upload/video-types.ts';
import { DropPage } from './drop-page.tsx';
import type { LibraryData } from './load.server.ts';
import { Tile } from './tile.tsx';
import { Unfinished } from './unfinished.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useUploadQueue } from './use-queue.ts';
import { HEALTH_WORDS, healthOf } from './verdict.ts';

/** The library: what is on its way up first, then everything that is there. */
export function Library({ data }: { data: LibraryData }) {
  const { show, shows, uploads, counts, totalBytes } = data;
  const { revalidate } = useRevalidator();
  const announce = useAnnounce();
  const picker = useRef<HTMLInputElement>(null);
  const onDone = useCallback(
    (media: Media) => {
      announce(`${media.name}, ${HEALTH_WORDS[healthOf(media)]}`);
      revalidate();
    },
    [announce, revalidate],
  );
  const queue = useUploadQueue(onDone);
  const { state } = queue;
  const sending = state.step === 'idle' ? null : state.file;
  const unfinished = uploads.filter(
    ({ name, bytes: size }) => name !== sending?.name || size !== sending.size,
  );
  const search = show ? `?show=${show}` : '';
  const busy = state.step !== 'idle' || queue.waiting.length > 0;
  return (
    <>
      <PageHead title="Media">
        <span className="tabular text-muted text-sm">{bytesInAll(totalBytes)}</span>
        <Button
          type="button"
          variant="primary"
          icon={UploadIcon}
          onClick={() => picker.current?.click()}
          className="awake-only"
        >
          Upload
        </Button>
        <input
          ref={picker}
          type="file"
          accept={VIDEO_TYPES}
          multiple
          hidden
          onChange={(event) => {
            queue.add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </PageHead>
      <nav
        aria-label="Files by state"
        className="-mx-4 flex gap-1 overflow-x-auto border-line border-b px-4 md:mx-0 md:px-0"
      >
        {shows.map(({ key, name }) => (
          <Link
            key={key}
            to={key ? `/media?show=${key}` : '/media'}
            preventScrollReset
            aria-current={key === show ? 'page' : undefined}
            className="min-w-11 whitespace-nowrap px-3 py-3 text-center font-medium text-soft no-underline hover:text-ink md:py-2.5 aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--tt-ink)]"
          >
            {name}
            <span className="tabular ml-2 font-normal text-muted text-sm">{count(counts[key])}</span>
          </Link>
        ))}
      </nav>
      {state.step !== 'idle' && (
        <section aria-label="Uploading" className="mt-4 rounded-[10px] border border-line bg-surface p-4">
          <UploadRow
            upload={state}
            check={queue.check}
            onPause={queue.pause}
            onContinue={queue.start}
            onRemove={queue.remove}
          />
          {queue.waiting.length > 0 && (
            <p className="mt-2 text-muted text-sm">Then {queue.waiting.map(({ name }) => name).join(', ')}</p>
          )}
        </section>
      )}
      {unfinished.length > 0 && (
        <ul aria-label="Unfinished uploads" className="awake-only mt-4 grid gap-2">
          {unfinished.map((upload) => (
            <Unfinished key={upload.id} upload={upload} onFile={(file) => queue.add([file])} />
          ))}
        </ul>
      )}
      <Grid key={search} data={data} search={search} quiet={busy || unfinished.length > 0} />
      <DropPage words="Let go to upload" onFiles={queue.add} />
    </>
  );
}

const bytesInAll = (total: number) => (total === 0 ? '' : bytes(total));

function Grid({ data, search, quiet }: { data: LibraryData; search: string; quiet: boolean }) {
  const { media, next, show, shows } = data;
  const [more, setMore] = useState<Media[]>([]);
  const [rest, setRest] = useState<string | null | undefined>(undefined);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const { zone } = useFrame();
  const onKeyDown = useGridKeys(search);
  const cursor = rest === undefined ? next : rest;
  const known = new Set(media.map(({ id }) => id));
  const all = [...media, ...more.filter(({ id }) => !known.has(id))];
  const load = async () => {
    if (!cursor) return;
    setState('loading');
    const query = new URLSearchParams(search);
    query.set('cursor', cursor);
    const answer = await fetch(`/resources/library?${query}`).catch(() => undefined); // no network
    if (!answer?.ok) return setState('failed');
    const page = (await answer.json()) as LibraryData;
    setMore((before) => [...before, ...page.media]);
    setRest(page.next);
    setState('idle');
  };
  if (all.length === 0) {
    if (quiet) return null;
    const words = shows.find(({ key }) => key === show)?.empty ?? '';
    return <EmptyState title={words}>{show === '' && 'MP4, MOV or WebM up to 4 GB.'}</EmptyState>;
  }
  const older = `/media${search ? `${search}&` : '?'}cursor=${encodeURIComponent(cursor ?? '')}`;
  return (
    <>
      <ul
        onKeyDown={onKeyDown}
        aria-label="Files"
        className="mt-4 grid grid-cols-3 gap-x-3 gap-y-5 sm:grid-cols-4 md:gap-x-4 lg:grid-cols-5 xl:grid-cols-6"
      >
        {all.map((file) => (
          <Tile key={file.id} media={file} search={search} zone={zone} />
        ))}
      </ul>
      {cursor && (
        <div className="mt-6 flex flex-wrap items-center justify-center gap-4">
          {state === 'failed' && (
            <span role="alert" className="text-bad text-sm">
              TikTimer did not answer.
            </span>
          )}
          <Button type="button" pending={state === 'loading'} onClick={load} className="awake-only">
            Load more
          </Button>
          <noscript>
            <LinkButton to={older}>Older files</LinkButton>
          </noscript>
        </div>
      )}
    </>
  );
}
