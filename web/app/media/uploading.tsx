import { useRevalidator } from '@remix-run/react';
import type { Upload } from '@tiktimer/worker/contract';
import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { useAnnounce } from '../components/toast.tsx';
import { UploadRow } from '../components/upload-row.tsx';
import { bytes } from '../lib/format.ts';
import { queue } from '../upload/queue.ts';
import type { Queued } from '../upload/uploads.ts';
import { leftToUs, toldOf, useUploads } from '../upload/uploads.ts';
import { Unfinished } from './unfinished.tsx';
import { HEALTH_WORDS, healthOf } from './verdict.ts';

/** What is on its way up in this tab, and after it what an earlier page left unfinished. */
export function Uploading({ uploads }: { uploads: Upload[] }) {
  const all = useUploads((now) => now);
  const { items } = all;
  const begun = items.filter(({ upload }) => upload !== null);
  const waiting = items.filter(({ upload }) => upload === null);
  const unfinished = leftToUs(uploads, all);
  useArrivals();
  return (
    <>
      {items.length > 0 && (
        <section
          aria-label="Uploading"
          className="mt-4 rounded-[10px] border border-line bg-surface px-3 sm:px-4"
        >
          <ul>
            {begun.map((item) => (
              <Begun key={item.id} item={item} />
            ))}
            {waiting.map((item) => (
              <Waiting key={item.id} item={item} />
            ))}
          </ul>
        </section>
      )}
      {unfinished.length > 0 && (
        <ul aria-label="Unfinished uploads" className="awake-only mt-4 grid gap-2">
          {unfinished.map((upload) => (
            <Unfinished key={upload.id} upload={upload} onFile={(file) => queue.add([file])} />
          ))}
        </ul>
      )}
    </>
  );
}

const Begun = ({ item: { id, upload, check } }: { item: Queued }) =>
  upload && (
    <li className="border-line py-4 not-first:border-t">
      <UploadRow
        upload={upload}
        check={check}
        onPause={queue.pause}
        onContinue={() => queue.resume(id)}
        onRemove={() => queue.remove(id)}
        leaving="It goes on while you are elsewhere in TikTimer."
      />
    </li>
  );

const Waiting = ({ item: { id, file } }: { item: Queued }) => (
  <li className="flex items-center justify-between gap-2 border-line border-t py-1.5">
    <p className="min-w-0 truncate">
      {file.name} <span className="tabular text-soft text-sm">{bytes(file.size)} · waiting</span>
    </p>
    <Button type="button" variant="quiet" size="sm" onClick={() => queue.remove(id)}>
      Remove<span className="sr-only"> {file.name}</span>
    </Button>
  </li>
);

/** A file that arrived, or got its picture, is shown among the others; here nobody needs to be told in any other way. */
function useArrivals(): void {
  const news = useUploads((now) => now.news);
  const announce = useAnnounce();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (news.length === 0) return;
    toldOf(news);
    for (const each of news)
      if (each.end === 'arrived') announce(`${each.media.name}, ${HEALTH_WORDS[healthOf(each.media)]}`);
    revalidate();
  }, [news, announce, revalidate]);
}
