/** TikTok's limits on a video (tiktok-api.md 10) in the words of the media doctor (ui.md 3.6). Pure. */
import type { MediaFacts, Verdict } from '../contract/index.ts';
import { MEDIA_BYTES_MAX } from '../contract/index.ts';
import type { Probe } from './probe.ts';

export const SIDE_PIXELS_MIN = 360;
export const SIDE_PIXELS_MAX = 4096;
export const FPS_MIN = 23;
export const FPS_MAX = 60;
/** A rate that varies is measured over the first frames only; phones' "60" comes out as 60.2. */
const FPS_NOISE = 0.5;
/** Not documented by TikTok; others report it. A warning, hence. */
const SECONDS_MIN = 3;
const CODECS_TAKEN = ['H.264', 'H.265', 'VP8', 'VP9'];

const blocks = (code: string, sentence: string): Verdict => ({ severity: 'blocks', code, sentence });
const warns = (code: string, sentence: string): Verdict => ({ severity: 'warns', code, sentence });

/** What the user is told of a file. No verdict `blocks` = TikTok will take it. */
export function verdictsOf(probe: Probe, bytes: number): Verdict[] {
  switch (probe.found) {
    case 'video':
      return videoVerdicts(probe.facts, bytes);
    case 'other_container':
      return [
        blocks(
          'container',
          `This is ${probe.name} file. TikTok takes MP4, MOV and WebM. Export again as MP4.`,
        ),
      ];
    case 'not_video':
      return [blocks('not_video', 'This is not a video file, whatever its name says.')];
    case 'empty':
      return [blocks('empty', 'This file is empty.')];
    case 'cut_off':
      return [blocks('cut_off', 'The end of this file is missing. Export it again, then upload it anew.')];
    case 'no_picture':
      return [blocks('no_picture', 'There is no video in this file. TikTok takes MP4, MOV and WebM.')];
    case 'no_index':
      return [blocks('no_index', 'We cannot tell how long this video is. Export it again as MP4.')];
    case 'unreadable':
      return [blocks('unreadable', 'We cannot read this file. Export it again as MP4.')];
  }
}

/** The file that was checked is no longer in the storage. */
export const goneVerdict = blocks('gone', 'This file is no longer in our storage. Upload it again.');

function videoVerdicts(facts: MediaFacts, bytes: number): Verdict[] {
  const found = [
    sizeVerdict(bytes),
    codecVerdict(facts),
    pixelsVerdict(facts),
    frameRateVerdict(facts.fps),
    lengthVerdict(facts.durationMs),
    facts.width > facts.height ? warns('landscape', 'Landscape video. TikTok will show bars.') : undefined,
    facts.audioCodec === null ? warns('no_sound', 'No sound track.') : undefined,
  ].filter((verdict) => verdict !== undefined);
  if (found.some((verdict) => verdict.severity === 'blocks'))
    return found.sort((a, b) => Number(b.severity === 'blocks') - Number(a.severity === 'blocks'));
  const { width, height, fps, videoCodec, durationMs } = facts;
  const words = `${width} × ${height} · ${number(fps)} fps · ${videoCodec} · ${clockTime(durationMs)}`;
  return [{ severity: 'ok', code: 'fits', sentence: `${words}: TikTok will take it.` }, ...found];
}

/** Files over TikTok's limit are refused before a byte of them is uploaded. */
export const sizeVerdict = (bytes: number): Verdict | undefined =>
  bytes > MEDIA_BYTES_MAX
    ? blocks('size', `${gigabytes(bytes)} GB. TikTok takes up to ${MEDIA_BYTES_MAX / 1e9} GB.`)
    : undefined;

const codecVerdict = ({ videoCodec }: MediaFacts) =>
  CODECS_TAKEN.includes(videoCodec)
    ? undefined
    : blocks(
        'codec',
        `${videoCodec === 'unknown' ? 'An unknown video format' : `${videoCodec} video`}. TikTok takes H.264, H.265, VP8 and VP9. Export again as H.264.`,
      );

function pixelsVerdict({ width, height }: MediaFacts) {
  const small = Math.min(width, height) < SIDE_PIXELS_MIN;
  const large = Math.max(width, height) > SIDE_PIXELS_MAX;
  if (!small && !large) return undefined;
  const range = `${SIDE_PIXELS_MIN} to ${number(SIDE_PIXELS_MAX)} pixels on each side`;
  return blocks(
    'pixels',
    `${width} × ${height}. TikTok takes ${range}. Export again ${small ? 'larger' : 'smaller'}.`,
  );
}

function frameRateVerdict(fps: number) {
  if (fps === 0)
    return blocks('frame_rate', 'A single picture, not a moving one. Export it again as a video.');
  if (fps >= FPS_MIN && fps < FPS_MAX + FPS_NOISE) return undefined;
  return blocks(
    'frame_rate',
    `${number(fps)} frames a second. TikTok takes ${FPS_MIN} to ${FPS_MAX}. Export again with 30 fps.`,
  );
}

function lengthVerdict(durationMs: number) {
  if (durationMs === 0) return blocks('length', 'This video has no length. Export it again as MP4.');
  return durationMs < SECONDS_MIN * 1000
    ? warns('short', `Under ${SECONDS_MIN} seconds long. TikTok may refuse it.`)
    : undefined;
}

/**
 * Whether this account may post a video of this length: `max_video_post_duration_sec` of creator_info (tiktok-api.md 2).
 * Undefined when it may, or when TikTok has not said.
 */
export function durationVerdict(durationMs: number, maxSeconds: number, handle: string): Verdict | undefined {
  if (maxSeconds <= 0 || durationMs <= maxSeconds * 1000) return undefined;
  // Rounded up, or 10:00.4 would read as "10:00 long, up to 10:00".
  const long = clockTime(Math.ceil(durationMs / 1000) * 1000);
  return blocks('too_long', `${long} long. @${handle} may post up to ${clockTime(maxSeconds * 1000)}.`);
}

/** 0:41, 12:40, 1:02:03. */
export function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (count: number) => String(count).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });
/** Rounded up, so that a byte too many does not read as "4 GB. TikTok takes up to 4 GB." */
const gigabytes = (bytes: number) => number(Math.ceil(bytes / 1e8) / 10);
