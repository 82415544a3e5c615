import { describe, expect, it } from 'vitest';
import { clip } from '../../test/fixtures/clips.ts';
import { READ_BYTES_MAX, READS_MAX, SLICE_BYTES_MAX } from './bounded-reads.ts';
import { claimsTooMuch } from './honest-counts.ts';
import type { Probe } from './probe.ts';
import { probe } from './probe.ts';
import type { ByteSource } from './store.ts';
import { MediaTrouble } from './store.ts';
import { durationVerdict, verdictsOf } from './verdicts.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const never = () => new Promise<void>(() => undefined);

/** A file in memory that notes how it is read. */
function memory(bytes: Bytes): ByteSource & { reads: number[] } {
  const reads: number[] = [];
  return {
    bytes: bytes.byteLength,
    reads,
    read: async (start, end) => {
      reads.push(end - start);
      return bytes.slice(start, end);
    },
  };
}
const look = (bytes: Bytes) => probe(memory(bytes), never);
const sentences = (found: Probe, bytes = 1000) => verdictsOf(found, bytes).map(({ sentence }) => sentence);
const video = async (bytes: Bytes) => {
  const found = await look(bytes);
  if (found.found !== 'video') throw new Error(`not a video: ${found.found}`);
  return found.facts;
};

describe('the probe', () => {
  it.each([
    ['portrait.mp4', 'mp4', 'H.264', 'aac', 360, 640, 30],
    ['index-at-end.mp4', 'mp4', 'H.264', 'aac', 360, 640, 30],
    ['fragmented.mp4', 'mp4', 'H.264', 'aac', 360, 640, 30],
    ['portrait.mov', 'mov', 'H.264', 'aac', 360, 640, 30],
    ['hevc.mp4', 'mp4', 'H.265', 'aac', 360, 640, 30],
    ['vp9.webm', 'webm', 'VP9', 'opus', 360, 640, 60],
    ['live.webm', 'webm', 'VP8', 'opus', 360, 640, 30],
    ['landscape-60.mp4', 'mp4', 'H.264', 'aac', 640, 360, 60],
    ['slow-18.mp4', 'mp4', 'H.264', 'aac', 360, 640, 18],
    ['silent.mp4', 'mp4', 'H.264', null, 360, 640, 30],
  ])('finds in %s what is in it', async (name, container, videoCodec, audioCodec, width, height, fps) => {
    const facts = await video(clip(name));
    expect(facts).toMatchObject({ container, videoCodec, audioCodec, width, height, fps });
    expect(Math.abs(facts.durationMs - 4000)).toBeLessThan(100);
  });

  it('measures a turned video as it is shown', async () => {
    expect(await video(clip('turned.mp4'))).toMatchObject({ width: 360, height: 640 });
  });

  it('refuses a file whose end is missing, however little of it', async () => {
    for (const name of ['portrait.mp4', 'index-at-end.mp4', 'portrait.mov', 'hevc.mp4', 'vp9.webm']) {
      const whole = clip(name);
      for (const missing of [1, 1000, whole.byteLength >> 1])
        expect(await look(whole.slice(0, -missing))).toEqual({ found: 'cut_off' });
    }
  });

  it('asks for the last picture of a file that only claims to be whole', async () => {
    const bytes = clip('portrait.mp4').slice(0, -12_000);
    const mdat = new TextDecoder('latin1').decode(bytes).indexOf('mdat');
    new DataView(bytes.buffer).setUint32(mdat - 4, 0); // "up to the end of the file"
    expect(await look(bytes)).toEqual({ found: 'cut_off' });
  });

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['one byte', new Uint8Array(1), 'not_video'],
    ['zeros', new Uint8Array(100_000), 'not_video'],
    ['text', new TextEncoder().encode('<script>alert(1)</script>'), 'not_video'],
    ['a zip', Uint8Array.from([0x50, 0x4b, 3, 4, ...Array(100).fill(7)]), 'not_video'],
    ['sound alone', clip('sound-only.mp4'), 'no_picture'],
    ['an MP4 header alone', clip('portrait.mp4').slice(0, 32), 'no_picture'],
    ['Matroska', clip('matroska.mp4'), 'other_container'],
    ['AVI', new TextEncoder().encode('RIFF1234AVI LIST and so on'), 'other_container'],
  ])('knows %s for what it is', async (_what, bytes, found) => {
    expect((await look(bytes as Bytes)).found).toBe(found);
  });

  it('reads a short file once, and one whose index lies far behind a few times', async () => {
    const near = memory(clip('portrait.mp4'));
    await probe(near, never);
    expect(near.reads).toHaveLength(1);

    const far = memory(withGap(clip('index-at-end.mp4'), 30_000_000));
    expect((await probe(far, never)).found).toBe('video');
    expect(far.reads.length).toBeLessThanOrEqual(5);
  });

  it('does not follow a header that claims a huge box: no large read, no large allocation', async () => {
    const bytes = new Uint8Array(SLICE_BYTES_MAX * 3);
    bytes.set(clip('portrait.mp4').slice(0, 32));
    new DataView(bytes.buffer).setUint32(32, bytes.byteLength - 32);
    bytes.set(new TextEncoder().encode('moov'), 36);
    const source = memory(bytes);
    expect((await probe(source, never)).found).toBe('unreadable');
    expect(source.reads).toHaveLength(1);
  });

  it.each([
    ['stts', 12],
    ['ctts', 12],
    ['stsc', 16],
  ])('does not walk a table (%s) that claims four thousand million samples', async (table, at) => {
    const bytes = clip('portrait.mp4').slice();
    const name = new TextDecoder('latin1').decode(bytes).indexOf(table);
    new DataView(bytes.buffer).setUint32(name + at, 0xffff_ffff);
    expect((await look(bytes)).found).toBe('unreadable');
  });

  it('takes raw sound, which has a sample for each instant', async () => {
    expect(claimsTooMuch(track('soun', 'stts', 40_000_000))).toBe(false);
    expect(claimsTooMuch(track('vide', 'stts', 40_000_000))).toBe(true);
    expect(claimsTooMuch(track('vide', 'stts', 216_000))).toBe(false);
    expect(claimsTooMuch(track('vide', 'stz2', 0xffff_ffff))).toBe(true);
  });

  it('lets the storage, not the file, be at fault when the storage does not answer', async () => {
    const bytes = clip('portrait.mp4');
    const broken = { ...memory(bytes), read: () => Promise.reject(new MediaTrouble('unreachable')) };
    await expect(probe(broken, never)).rejects.toMatchObject({ kind: 'unreachable' });
    const silent = { ...memory(bytes), read: () => new Promise<never>(() => undefined) };
    await expect(probe(silent, () => Promise.resolve())).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('comes to a verdict on 600 mutated headers, within its bounds', async () => {
    const random = seeded(20261121);
    const names = [
      'portrait.mp4',
      'index-at-end.mp4',
      'fragmented.mp4',
      'portrait.mov',
      'vp9.webm',
      'live.webm',
    ];
    const seen = new Map<string, number>();
    for (let round = 0; round < 600; round++) {
      const bytes = mutated(clip(names[round % names.length] ?? ''), random);
      const source = memory(bytes);
      const found = await probe(source, never);
      const verdicts = verdictsOf(found, bytes.byteLength);
      expect(verdicts.length).toBeGreaterThan(0);
      expect(source.reads.length).toBeLessThanOrEqual(READS_MAX);
      expect(Math.max(0, ...source.reads)).toBeLessThanOrEqual(READ_BYTES_MAX);
      seen.set(found.found, (seen.get(found.found) ?? 0) + 1);
    }
    // A fuzz that finds one kind only has stopped fuzzing.
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['video', 'cut_off', 'unreadable']));
  });
});

describe('a verdict', () => {
  const facts = {
    container: 'mp4',
    type: 'video/mp4',
    videoCodec: 'H.264',
    audioCodec: 'aac',
    width: 1080,
    height: 1920,
    fps: 30,
    durationMs: 41_300,
  } as const;
  const of = (change: Partial<Record<keyof typeof facts, unknown>>, bytes?: number) =>
    sentences({ found: 'video', facts: { ...facts, ...change } as never }, bytes);

  it('says what is good in one line', () => {
    expect(of({})).toEqual(['1080 × 1920 · 30 fps · H.264 · 0:41: TikTok will take it.']);
  });
  it('warns of what TikTok takes and nobody wants', () => {
    expect(of({ width: 1920, height: 1080 })).toContain('Landscape video. TikTok will show bars.');
    expect(of({ audioCodec: null })).toContain('No sound track.');
  });
  it.each([
    [{ fps: 18 }, '18 frames a second. TikTok takes 23 to 60. Export again with 30 fps.'],
    [{ fps: 22.9 }, '22.9 frames a second. TikTok takes 23 to 60. Export again with 30 fps.'],
    [{ fps: 120 }, '120 frames a second. TikTok takes 23 to 60. Export again with 30 fps.'],
    [{ width: 359 }, '359 × 1920. TikTok takes 360 to 4,096 pixels on each side. Export again larger.'],
    [{ height: 4097 }, '1080 × 4097. TikTok takes 360 to 4,096 pixels on each side. Export again smaller.'],
    [{ videoCodec: 'AV1' }, 'AV1 video. TikTok takes H.264, H.265, VP8 and VP9. Export again as H.264.'],
    [{ durationMs: 0 }, 'This video has no length. Export it again as MP4.'],
  ])('refuses %j', (change, sentence) => {
    expect(of(change)).toEqual([sentence]);
  });
  it('takes what stands exactly on TikTok’s limits', () => {
    for (const change of [{ fps: 23 }, { fps: 23.976 }, { fps: 60 }, { width: 360 }, { height: 4096 }])
      expect(of(change)[0]).toContain('TikTok will take it.');
    expect(of({}, 4_000_000_000)[0]).toContain('TikTok will take it.');
    expect(of({}, 4_000_000_001)).toEqual(['4.1 GB. TikTok takes up to 4 GB.']);
  });
  it('knows codecs by the file, not by hope', async () => {
    expect(sentences(await look(clip('av1.mp4')))[0]).toContain('AV1 video.');
    expect(sentences(await look(clip('mpeg4.mp4')))[0]).toContain('mp4v video.');
    expect(sentences(await look(clip('small.mp4')))[0]).toContain('240 × 426.');
  });
  it('on length is the account’s', () => {
    expect(durationVerdict(760_000, 600, 'mira.bakes')?.sentence).toBe(
      '12:40 long. @mira.bakes may post up to 10:00.',
    );
    expect(durationVerdict(600_400, 600, 'mira.bakes')?.sentence).toBe(
      '10:01 long. @mira.bakes may post up to 10:00.',
    );
    expect(durationVerdict(600_000, 600, 'mira.bakes')).toBeUndefined();
    expect(durationVerdict(600_000, 0, 'mira.bakes')).toBeUndefined();
    expect(durationVerdict(100 * 3_600_000, 3600, 'm')?.sentence).toBe(
      '100:00:00 long. @m may post up to 1:00:00.',
    );
  });
});

/** A track in a few bytes: what kind it is, and one table with one entry. */
function track(kind: string, table: string, claim: number): Uint8Array {
  const bytes = new Uint8Array(64);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 64);
  bytes.set(new TextEncoder().encode(`trak....${kind}....${table}`), 4);
  view.setUint32(28, 1);
  view.setUint32(32, claim);
  return bytes;
}

/** The clip with its bulk (mdat) made larger by bytes nobody refers to. */
function withGap(bytes: Bytes, gap: number): Bytes {
  const moov = new TextDecoder('latin1').decode(bytes).lastIndexOf('moov') - 4;
  const larger = new Uint8Array(bytes.byteLength + gap);
  larger.set(bytes.slice(0, moov));
  new DataView(larger.buffer).setUint32(moov, gap);
  larger.set(new TextEncoder().encode('free'), moov + 4);
  larger.set(bytes.slice(moov), moov + gap);
  return larger;
}

/** xorshift32: the same mutations at every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A few changes where the structure is: at the front, or around the index at the end. */
function mutated(whole: Bytes, random: (below: number) => number): Bytes {
  const bytes = random(4) === 0 ? whole.slice(0, 1 + random(whole.byteLength)) : whole.slice();
  const view = new DataView(bytes.buffer);
  const index = new TextDecoder('latin1').decode(bytes).indexOf('moov');
  for (let changes = 1 + random(6); changes > 0; changes--) {
    const from = random(2) === 0 && index > 0 ? index : 0;
    const at = Math.min(from + random(2500), bytes.byteLength - 1);
    const kind = random(3);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1 && at + 4 <= bytes.byteLength)
      view.setUint32(at, random(2) ? 0xffffffff : random(2 ** 31));
    else bytes.fill(random(2) ? 0 : 255, at, at + 1 + random(16));
  }
  return bytes;
}
