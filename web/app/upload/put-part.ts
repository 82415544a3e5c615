/** Sends one part straight to its signed address. XHR, because fetch tells nothing of what has been sent so far. */
export function putPart(
  url: string,
  part: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const end = (settle: () => void) => () => {
      signal.removeEventListener('abort', stop);
      settle();
    };
    request.open('PUT', url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = end(() =>
      request.status >= 200 && request.status < 300 ? resolve() : reject(new PartRefused(request.status)),
    );
    request.onerror = end(() => reject(new PartRefused(0)));
    request.onabort = end(() => reject(signal.reason ?? new PartRefused(0)));
    signal.addEventListener('abort', stop);
    if (signal.aborted) return end(() => reject(signal.reason))();
    request.send(part);
  });
}

/** The status that came back; 0 when none did. */
export class PartRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`part refused: ${status}`);
    this.status = status;
  }
}
