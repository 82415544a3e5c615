/** A still picture of a video, made by the browser: the worker can't decode (stack-notes 10). */
import type { Media } from '@tiktimer/worker/contract';
import { openVideo, seekTo } from './video-frames.ts';

const HEIGHT = 640;
const WIDTH_MAX = 640;
const QUALITY = 0.82;
/** Where a video usually shows something already. */
const FIRST_LOOK_MS = 1000;

/**
 * Makes the picture of a video at an instant (its first look without one) and puts it beside the file. Answers with the
 * file as it is then, or undefined where this browser can't show the video (HEVC in most) or the line broke: a picture is
 * a kindness, and nobody waits for it.
 */
export async function givePoster(
  mediaId: string,
  source: Blob | string,
  atMs: number | null,
  signal?: AbortSignal,
): Promise<Media | undefined> {
  try {
    const picture = await pictureOf(source, atMs);
    if (!picture) return undefined;
    const answer = await fetch(`/resources/posters/${mediaId}`, {
      method: 'PUT',
      body: picture,
      signal: signal ?? null,
    });
    return answer.ok ? ((await answer.json()) as Media) : undefined;
  } catch {
    return undefined; // see above
  }
}

async function pictureOf(source: Blob | string, atMs: number | null): Promise<Blob | null> {
  const { video, close } = await openVideo(source);
  try {
    await seekTo(video, (atMs ?? Math.min(FIRST_LOOK_MS, video.duration * 500)) / 1000);
    const scale = Math.min(1, HEIGHT / video.videoHeight, WIDTH_MAX / video.videoWidth);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(16, Math.round(video.videoWidth * scale));
    canvas.height = Math.max(16, Math.round(video.videoHeight * scale));
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  } finally {
    close();
  }
}
