/** What a file is, by its content. Its name and its type have no say (design 7). */
import type { InputAudioTrack, InputVideoTrack } from 'mediabunny';
import {
  EncodedPacketSink,
  Input,
  MATROSKA,
  MatroskaInputFormat,
  MP4,
  QTFF,
  QuickTimeInputFormat,
  WEBM,
  WebMInputFormat,
} from 'mediabunny';
import { MediaFacts } from '../contract/index.ts';
import type { BoundedReads } from './bounded-reads.ts';
import { boundedReads, parserSource, TooMuchReading } from './bounded-reads.ts';
import type { ByteSource } from './store.ts';
import { MediaTrouble } from './store.ts';
import { isCutOff, recognise } from './wholeness.ts';

/** What the probe found. All but `video` mean that the file can't be posted, each for its own reason. */
export type Probe =
  | { found: 'video'; facts: MediaFacts }
  /** A video, in a container TikTok does not take: "an AVI". */
  | { found: 'other_container'; name: string }
  | { found: 'not_video' | 'empty' | 'cut_off' | 'no_picture' | 'no_index' | 'unreadable' };

/** Longer than this and something is wrong, with the file or with R2. */
export const PROBE_MS_MAX = 20_000;
/** Frames looked at to learn the frame rate. */
const FRAMES_MEASURED = 120;

const CODECS: Record<string, string> = {
  avc: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
};

/** Reads as little of the file as answers the question. Throws `MediaTrouble` when the storage, not the file, is at fault. */
export async function probe(source: ByteSource, wait: (ms: number) => Promise<void>): Promise<Probe> {
  if (source.bytes === 0) return { found: 'empty' };
  const reads = boundedReads(source);
  try {
    const work = examine(reads);
    work.catch(() => undefined); // it may fail after the time is up, when nobody listens any more
    const late = wait(PROBE_MS_MAX).then((): Probe => {
      if (reads.waiting()) throw new MediaTrouble('unreachable');
      return { found: 'unreadable' };
    });
    late.catch(() => undefined);
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof MediaTrouble) throw error;
    if (reads.trouble() instanceof MediaTrouble) throw reads.trouble();
    return { found: 'unreadable' }; // whatever a parser says of a broken file, it means that it can't be read
  }
}

async function examine(reads: BoundedReads): Promise<Probe> {
  const container = recognise(await reads.read(0, Math.min(16, reads.bytes)));
  if (!container) return { found: 'not_video' };
  if (typeof container === 'object') return { found: 'other_container', name: container.other };
  if (await isCutOff(reads, container)) return { found: 'cut_off' };

  const formats = container === 'iso' ? [MP4, QTFF] : [WEBM, MATROSKA];
  const input = new Input({ formats, source: parserSource(reads, container) });
  try {
    return await parse(input);
  } finally {
    input.dispose();
  }
}

async function parse(input: Input): Promise<Probe> {
  const format = await input.getFormat();
  const isWebm = format instanceof WebMInputFormat;
  if (format instanceof MatroskaInputFormat && !isWebm)
    return { found: 'other_container', name: 'a Matroska (MKV)' };
  const video = await input.getPrimaryVideoTrack();
  if (!video) return { found: 'no_picture' };

  const isMov = format instanceof QuickTimeInputFormat;
  const kind = isWebm
    ? ({ container: 'webm', type: 'video/webm' } as const)
    : isMov
      ? ({ container: 'mov', type: 'video/quicktime' } as const)
      : ({ container: 'mp4', type: 'video/mp4' } as const);
  const length = await lengthOf(video);
  if (length === 'cut_off') return { found: 'cut_off' };
  if (length === 'unknown') return { found: 'no_index' };
  const facts = MediaFacts.safeParse({
    ...kind,
    videoCodec: await codecOf(video),
    audioCodec: await soundOf(input),
    width: Math.round(await video.getDisplayWidth()),
    height: Math.round(await video.getDisplayHeight()),
    fps: await frameRateOf(video),
    durationMs: Math.round(length * 1000),
  });
  // Sizes and times no video has come from a broken header.
  return facts.success ? { found: 'video', facts: facts.data } : { found: 'unreadable' };
}

/**
 * Seconds: where the last picture ends, or what the file says of its pictures if that is more. Sound has no say.
 * A file cut short with its index in front looks whole until its last picture is asked for.
 */
async function lengthOf(video: InputVideoTrack): Promise<number | 'cut_off' | 'unknown'> {
  const said = await video.getDurationFromMetadata();
  try {
    const last = await new EncodedPacketSink(video).getPacket(Number.POSITIVE_INFINITY);
    if (!last) return 'cut_off';
    return Math.max(last.timestamp + last.duration, said ?? 0);
  } catch (error) {
    // A long recording without an index can only be read from end to end; what it says of itself must do.
    if (error instanceof TooMuchReading) return said || 'unknown';
    throw error;
  }
}

async function frameRateOf(video: InputVideoTrack): Promise<number> {
  const rate = await video.computeFrameRateMetrics({ targetPacketCount: FRAMES_MEASURED });
  if (rate.probedPacketCount < 2) return 0;
  return Math.round((rate.underlyingFrameRate ?? rate.averageFrameRate) * 1000) / 1000;
}

async function soundOf(input: Input): Promise<string | null> {
  const sound = await input.getPrimaryAudioTrack();
  return sound && codecOf(sound);
}

async function codecOf(track: InputVideoTrack | InputAudioTrack): Promise<string> {
  const codec = await track.getCodec();
  if (codec) return CODECS[codec] ?? codec;
  const name = await track.getInternalCodecId();
  return typeof name === 'string' && /^[\w.-]{1,16}$/.test(name) ? name : 'unknown';
}
