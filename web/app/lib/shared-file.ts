/**
 * A file shared from the phone's gallery: the service worker (`public/sw.js`) puts it here, because a shared file
 * arrives before any page of ours is open. It stays on the device, and leaves this place when it is taken.
 */
const PLACE = 'tiktimer-shared';
const KEY = '/share/file';
/** What waits longer was forgotten, and belongs to nobody who signs in here later. */
const KEPT_MS = 60 * 60_000;

let given: File | undefined;
/** A file from another page of this tab, for the composer that opens next: nothing needs to be kept for it. */
export const giveFile = (file: File): void => {
  given = file;
};

/** The file that was shared with the app, once: the next call finds nothing. */
export async function takeSharedFile(): Promise<File | undefined> {
  if (given) {
    const file = given;
    given = undefined;
    return file;
  }
  if (!('caches' in globalThis)) return undefined;
  const place = await caches.open(PLACE);
  const kept = await place.match(KEY);
  if (!kept) return undefined;
  const sharedAt = Number(kept.headers.get('x-shared-at'));
  const name = decodeURIComponent(kept.headers.get('x-file-name') ?? 'video.mp4');
  const type = kept.headers.get('content-type') ?? '';
  const file = new File([await kept.blob()], name, { type });
  await place.delete(KEY);
  return Date.now() - sharedAt < KEPT_MS ? file : undefined;
}

/** Drops what was shared and not taken: at sign-out. */
export async function forgetSharedFile(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(PLACE);
}
