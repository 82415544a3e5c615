import { Link } from '@remix-run/react';
import type { Media } from '@tiktimer/worker/contract';
import { Upload as UploadIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHead } from '../components/page-head.tsx';
import { bytes, count } from '../lib/format.ts';
import { useFrame } from '../lib/frame-context.ts';
import { queue } from '../upload/queue.ts';
import { isLeft, leftToUs, useUploads } from '../upload/uploads.ts';
import { VIDEO_TYPES } from '../upload/video-types.ts';
import { DropPage } from './drop-page.tsx';
import type { LibraryData } from './load.server.ts';
import { Tile } from './tile.tsx';
import { Uploading } from './uploading.tsx';
import { useGridKeys } from './use-grid-keys.ts';

/** The library: what is on its way up first, then everything that is there. */
export function Library({ data }: { data: LibraryData }) {
  const { show, shows, uploads, counts, totalBytes } = data;
  const busy = useUploads(({ items }) => items.length > 0);
  const uploading = useUploads((all) => all.items.filter(isLeft).length + leftToUs(uploads, all).length);
  const unfinished = show === '' || show === 'uploading' ? uploads : [];
  const picker = useRef<HTMLInputElement>(null);
  const search = show ? `?show=${show}` : '';
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
            <span className="tabular ml-2 font-normal text-muted text-sm">
              {count(key === 'uploading' ? uploading : counts[key])}
            </span>
          </Link>
        ))}
      </nav>
      <Uploading uploads={unfinished} />
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
