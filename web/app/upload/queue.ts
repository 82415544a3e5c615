import { whenOver } from '../lib/session-watch.ts';
import { askBeforeLeaving } from './ask-before-leaving.ts';
import { isSameFile } from './same-file.ts';
import { picture, send } from './send.ts';
import type { News, Queued } from './uploads.ts';
import { holdsOthers, isComing, NO_UPLOADS, readUploads, writeUploads } from './uploads.ts';

/** Files that go up one after the other for as long as the tab lives and its creator is signed in. */
export function makeQueue(sendOne: typeof send, give: typeof picture) {
  let born = 0;
  let running: { id: number; control: AbortController } | undefined;
  let session = new AbortController();

  const put = (items: Queued[], ...news: News[]) => {
    writeUploads(news.length > 0 ? { items, news: [...readUploads().news, ...news] } : { items });
    askBeforeLeaving(items.some(isComing));
  };
  const change = (id: number, part: Partial<Queued>) =>
    put(readUploads().items.map((item) => (item.id === id ? { ...item, ...part } : item)));
  const without = (id: number) => readUploads().items.filter((item) => item.id !== id);

  function goOn(): void {
    const { items } = readUploads();
    const next = items.find(({ upload }) => upload === null);
    if (next && !running && !items.some(holdsOthers)) void run(next);
  }

  async function run({ id, file }: Queued): Promise<void> {
    const control = new AbortController();
    running = { id, control };
    const { signal } = session;
    const ours = () => running?.control === control;
    const on = {
      state: (upload: Queued['upload']) => ours() && change(id, { upload }),
      check: (check: Queued['check']) => ours() && change(id, { check }),
    };
    const media = await sendOne(file, on, control.signal);
    if (!ours()) return; // it was removed, or nobody is signed in any more
    running = undefined;
    if (media) {
      writeUploads({ done: [...readUploads().done, file] });
      put(without(id), { end: 'arrived', media });
    } else put(readUploads().items, ...troubleOf(readUploads().items.find((item) => item.id === id)));
    goOn();
    const shown = media && (await give(media, file, signal));
    if (shown && !signal.aborted) put(readUploads().items, { end: 'pictured', media: shown });
  }

  return {
    add(files: Iterable<File>): void {
      const added = [...files].map((file) => ({ id: ++born, file, upload: null, check: null }));
      // What is begun again may end in another way than the last time.
      const done = readUploads().done.filter(
        ({ name, size: bytes }) => !added.some(({ file }) => isSameFile(file, { name, bytes })),
      );
      writeUploads({ done });
      put([...readUploads().items, ...added]);
      goOn();
    },
    /** Stops what is on its way; those behind it wait until it goes on or is removed. */
    pause: () => running?.control.abort(),
    resume(id: number): void {
      change(id, { upload: null });
      goOn();
    },
    remove(id: number): void {
      if (running?.id === id) {
        running.control.abort();
        running = undefined;
      }
      put(without(id));
      goOn();
    },
    /** Nothing more goes up, and nothing is left to see: the next one at this tab may be somebody else. */
    end(): void {
      session.abort();
      session = new AbortController();
      running?.control.abort();
      running = undefined;
      writeUploads(NO_UPLOADS);
      askBeforeLeaving(false);
    },
  };
}

/** What is to be told of a file that did not arrive: nothing where it was paused by hand. */
function troubleOf(item: Queued | undefined): News[] {
  if (item?.upload?.step === 'refused') return [{ end: 'refused', name: item.file.name }];
  if (item?.upload?.step === 'stopped' && item.upload.sentence !== null)
    return [{ end: 'stopped', name: item.file.name }];
  return [];
}

/** The one queue of this tab. */
export const queue = makeQueue(send, picture);
whenOver(queue.end);
