import type { Media, Upload } from '@tiktimer/worker/contract';
import { beginUpload, finishUpload, openUploads, partUrls, readMedia, UploadRefused } from './door.ts';
import { PartRefused, putPart } from './put-part.ts';
import { isSameFile } from './same-file.ts';

/** Parts on the way at once: enough to fill a line, few enough for a phone's memory. */
const PARALLEL = 3;
const TRIES_MAX = 5;
const FIRST_PAUSE_MS = 500;
/** Addresses asked for at once; each is good for an hour. */
const URLS_AT_ONCE = 50;
const CHECK_EVERY_MS = 1000;
const CHECKS_MAX = 120;
/** How often the number of bytes sent is told; each telling draws the page anew. */
const TELL_EVERY_MS = 200;

export type UploadNews =
  | { step: 'preparing' }
  | { step: 'sending' | 'offline'; sent: number; total: number }
  | { step: 'checking' };

/** Puts a file into the library part by part; one that was begun before, under the same name and size, is continued. */
export async function uploadFile(
  file: File,
  tell: (news: UploadNews) => void,
  signal: AbortSignal,
): Promise<Media> {
  tell({ step: 'preparing' });
  const upload = await patiently(
    () => continueOrBegin(file, signal),
    signal,
    (lost) => tell(lost ? { step: 'offline', sent: 0, total: file.size } : { step: 'preparing' }),
  );
  await sendParts(file, upload, tell, signal);
  tell({ step: 'checking' });
  // All is there by now: a line that breaks here must not make anybody send it again.
  const media = await patiently(() => finishUpload(upload.id, signal), signal);
  return untilChecked(media, signal);
}

async function continueOrBegin(file: File, signal: AbortSignal): Promise<Upload> {
  const { uploads } = await openUploads(signal);
  const begun = uploads.find((upload) => isSameFile(file, upload));
  return begun ?? beginUpload({ name: file.name, bytes: file.size, type: file.type || 'video/mp4' }, signal);
}

async function sendParts(
  file: File,
  upload: Upload,
  tell: (news: UploadNews) => void,
  signal: AbortSignal,
): Promise<void> {
  const held = new Map(upload.parts.map(({ number, bytes }) => [number, bytes]));
  const missing = Array.from({ length: upload.partCount }, (_, index) => index + 1).filter(
    (number) => !held.has(number),
  );
  const urls = new Map<number, string>();
  let toldAt = Number.NEGATIVE_INFINITY;
  const report = () => {
    const now = performance.now();
    const sent = [...held.values()].reduce((a, b) => a + b, 0);
    if (now - toldAt < TELL_EVERY_MS && sent < file.size) return;
    toldAt = now;
    tell({ step: 'sending', sent, total: file.size });
  };
  report();

  // When one part fails for good, the others are stopped too: what is told as stopped sends nothing more.
  const all = new AbortController();
  const stop = () => all.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);

  const urlOf = async (number: number): Promise<string> => {
    if (!urls.has(number)) {
      const next = [number, ...missing.filter((other) => other !== number)].slice(0, URLS_AT_ONCE);
      for (const part of (await partUrls(upload.id, next, all.signal)).parts) urls.set(part.number, part.url);
    }
    return urls.get(number) ?? '';
  };

  const sendOne = async (number: number): Promise<void> => {
    const start = (number - 1) * upload.partBytes;
    const part = file.slice(start, Math.min(start + upload.partBytes, file.size));
    const send = async () => {
      try {
        await putPart(
          await urlOf(number),
          part,
          (bytes) => {
            held.set(number, Math.min(bytes, part.size));
            report();
          },
          all.signal,
        );
      } catch (error) {
        held.delete(number);
        urls.delete(number); // it may have been an address past its hour
        throw error;
      }
    };
    await patiently(send, all.signal, (lost) => {
      const sent = [...held.values()].reduce((a, b) => a + b, 0);
      tell({ step: lost ? 'offline' : 'sending', sent, total: file.size });
    });
    held.set(number, part.size);
    report();
  };

  const worker = async () => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) await sendOne(number);
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL }, worker));
  } finally {
    stop();
    signal.removeEventListener('abort', stop);
  }
}

/** Does it, and again where that may help. No network at all is nobody's fault and no try: it goes on when there is one. */
async function patiently<T>(
  deed: () => Promise<T>,
  signal: AbortSignal,
  onNetwork: (lost: boolean) => void = () => {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deed();
    } catch (error) {
      if (signal.aborted || !worthAnotherTry(error)) throw error;
      if (!navigator.onLine) {
        onNetwork(true);
        await networkBack(signal);
        onNetwork(false);
        attempt = 0;
        continue;
      }
      if (attempt === TRIES_MAX) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
    }
  }
}

/** Busy servers, lost lines and addresses that ran out may get better; a part that does not fit never will. */
function worthAnotherTry(error: unknown): boolean {
  if (error instanceof PartRefused)
    return [0, 401, 403, 408, 409, 429].includes(error.status) || error.status >= 500;
  if (error instanceof UploadRefused) return error.status >= 500 || error.status === 429;
  return error instanceof TypeError; // what fetch throws when there is no network
}

async function untilChecked(media: Media, signal: AbortSignal): Promise<Media> {
  let current = media;
  for (let check = 0; current.status === 'checking' && check < CHECKS_MAX; check++) {
    await pause(CHECK_EVERY_MS, signal);
    current = await patiently(() => readMedia(media.id, signal), signal);
  }
  return current;
}

const networkBack = (signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    addEventListener('online', () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => reject(signal.reason));
    if (navigator.onLine) resolve();
  });

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
