/** By then a download that was asked for has begun. */
const BEGUN_AFTER_MS = 1_000;
let downloading = false;

const ask = (event: BeforeUnloadEvent) => {
  if (!downloading) event.preventDefault();
};

/** A tab that is closed or reloaded forgets its files, so the browser asks; but never when there is nothing to lose. */
export function askBeforeLeaving(coming: boolean): void {
  if (coming) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}

/** Said of an address that answers with a file to keep: it looks like leaving to the browser, and the page stays. */
export function beginDownload(): void {
  downloading = true;
  setTimeout(() => {
    downloading = false;
  }, BEGUN_AFTER_MS);
}
