import { describe, expect, it } from 'vitest';
import { videoLink } from './video-link.ts';

const TIKTOK = 'https://www.tiktok.com';
const VIDEO = `${TIKTOK}/@mira.bakes/video/7710582556971786333`;
const read = (text: string) => videoLink(text, TIKTOK);

describe('the address of a post that its creator found', () => {
  it('is kept without what TikTok hangs on it', () => {
    expect(read(VIDEO)).toBe(VIDEO);
    expect(read(`  ${VIDEO}/?is_from_webapp=1&sender_device=pc#top `)).toBe(VIDEO);
    expect(read('tiktok.com/@mira.bakes/video/7710582556971786333')).toBe(VIDEO);
    expect(read('https://m.tiktok.com/@mira.bakes/video/7710582556971786333')).toBe(VIDEO);
    expect(read(VIDEO.replace('video', 'photo'))).toBe(VIDEO.replace('video', 'photo'));
  });

  it('may be the short one that the app shares', () => {
    expect(read('https://vm.tiktok.com/ZMhAbc123/')).toBe('https://vm.tiktok.com/ZMhAbc123/');
    expect(read('https://www.tiktok.com/t/ZTRabc123/')).toBe('https://www.tiktok.com/t/ZTRabc123');
  });

  it.each([
    '',
    'yes, it is there',
    TIKTOK,
    `${TIKTOK}/@mira.bakes`,
    `${TIKTOK}/@mira.bakes/video/abc`,
    `${TIKTOK}/@mira.bakes/video/7710582556971786333/comments`,
    VIDEO.replace('https', 'http'),
    VIDEO.replace('www.tiktok.com', 'www.tiktok.com.example.com'),
    VIDEO.replace('www.tiktok.com', 'mira:secret@www.tiktok.com'),
    VIDEO.replace('www.tiktok.com', 'www.tiktok.com:8443'),
    VIDEO.replace('www.tiktok.com', 'eviltiktok.com'),
    'javascript:alert(1)//www.tiktok.com/@mira/video/1',
    'https://vm.tiktok.com/',
    'https://vm.tiktok.com/a/b',
  ])('is not %j', (text) => expect(read(text)).toBeNull());

  it('is the simulator’s own in a rehearsal, and nowhere else', () => {
    const rehearsed = 'http://127.0.0.1:8802/@mira/video/77';
    expect(videoLink(rehearsed, 'http://127.0.0.1:8802')).toBe(rehearsed);
    expect(videoLink(rehearsed, 'http://127.0.0.1:9999')).toBeNull();
    expect(read(rehearsed)).toBeNull();
  });
});
