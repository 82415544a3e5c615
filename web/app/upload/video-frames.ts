/** Frames of a video that nobody sees playing. */

const WAIT_MS_MAX = 15_000;

/** A hidden player for a file of this browser or a signed address. Rejects when it can't be shown here. */
export async function openVideo(source: Blob | string): Promise<{ video: HTMLVideoElement; close(): void }> {
  const url = typeof source === 'string' ? source : URL.createObjectURL(source);
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  // Without it, a frame from the API's origin could be looked at but not read.
  video.crossOrigin = 'anonymous';
  const close = () => {
    video.removeAttribute('src');
    video.load();
    if (typeof source !== 'string') URL.revokeObjectURL(url);
  };
  try {
    await happened(video, 'loadeddata', () => {
      video.src = url;
    });
    if (video.videoWidth === 0) throw new Error('no picture');
    return { video, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Shows the frame at this second. */
export async function seekTo(video: HTMLVideoElement, second: number): Promise<void> {
  const to = Math.max(0, Math.min(second, video.duration - 0.001));
  if (Math.abs(video.currentTime - to) < 0.0005 && video.readyState >= 2) return;
  await happened(video, 'seeked', () => {
    video.currentTime = to;
  });
}

function happened(video: HTMLVideoElement, event: 'loadeddata' | 'seeked', begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const { signal } = stop;
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      stop.abort();
      settle();
    };
    const timer = setTimeout(
      end(() => reject(new Error('too slow'))),
      WAIT_MS_MAX,
    );
    video.addEventListener(event, end(resolve), { signal });
    video.addEventListener(
      'error',
      end(() => reject(new Error('not shown here'))),
      { signal },
    );
    begin();
  });
}
