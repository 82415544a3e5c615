import type { Media } from '@tiktimer/worker/contract';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { takeSharedFile } from '../lib/shared-file.ts';
import { useUploads } from '../upload/uploads.ts';
import { useUpload } from '../upload/use-upload.ts';
import type { ComposerData } from './composer-data.ts';
import type { Draft } from './draft.ts';

/** The video of a post: chosen from the library, or on its way from this browser. */
export function useVideo(data: ComposerData, mediaId: string, change: (part: Partial<Draft>) => void) {
  const [added, setAdded] = useState<Media[]>([]);
  const [file, setFile] = useState<{ mediaId: string; file: File } | null>(null);
  const library = [...added, ...data.library.filter(({ id }) => !added.some((other) => other.id === id))];
  const chosen = library.find(({ id }) => id === mediaId) ?? null;
  const add = useCallback(
    (media: Media) => setAdded((before) => [media, ...before.filter(({ id }) => id !== media.id)]),
    [],
  );
  const upload = useUpload((media, from) => {
    add(media);
    // Told again when it has a picture: by then a cover may have been chosen.
    if (file?.file === from) return;
    setFile({ mediaId: media.id, file: from });
    change({ mediaId: media.id, coverMs: null });
  });
  // What was left going up on another page can be picked here once it arrives; it is news still where it is told.
  const news = useUploads((uploads) => uploads.news);
  useEffect(() => {
    for (const each of news) if ('media' in each) add(each.media);
  }, [news, add]);
  const { start } = upload;
  useEffect(() => {
    if (data.shared) void takeSharedFile().then((shared) => shared && start(shared));
  }, [data.shared, start]);

  const local =
    upload.state.step === 'idle' ? (file?.mediaId === chosen?.id ? file?.file : null) : upload.state.file;
  // An empty file is nothing to play.
  const blob = useBlobUrl(local && local.size > 0 ? local : null);
  return {
    chosen,
    upload,
    uploading: upload.state.step !== 'idle' && upload.state.step !== 'refused',
    /** Looked at here, and not sent: TikTok would not take it. */
    refused: upload.state.step === 'refused',
    /** What can be picked from: what TikTok refuses only while it is chosen. */
    library: library.filter(({ status, id }) => status === 'ready' || id === mediaId),
    /** The file itself, while this browser has it. */
    local: local ?? null,
    url: blob ?? chosen?.url ?? null,
    /** A file that is new here, or got a picture. */
    add,
  };
}

/** An address for a file of this browser, as long as it is shown. */
function useBlobUrl(file: File | null): string | null {
  const url = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  useEffect(
    () => () => {
      if (url) URL.revokeObjectURL(url);
    },
    [url],
  );
  return url;
}
