import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { get } from './get.ts';

const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text));

describe('a fetch of something small', () => {
  const spy = vi.spyOn(globalThis, 'fetch');
  afterEach(() => spy.mockReset());
  afterAll(() => spy.mockRestore());
  const fetched = (answer: () => Response | Promise<Response>) => {
    spy.mockImplementation(async () => answer());
    return get('https://p16-sign.tiktokcdn.com/a.jpeg', 10);
  };

  it('gives the bytes of what is there, asked without following anybody elsewhere', async () => {
    expect(await fetched(() => new Response('0123456789'))).toEqual({ bytes: bytesOf('0123456789') });
    expect(spy.mock.calls[0]?.[1]).toMatchObject({ redirect: 'manual' });
  });

  it('stops at what is too large, said or unsaid', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(8));
      },
    });
    expect(await fetched(() => new Response(endless))).toEqual({ trouble: 'too_large' });
    expect(pulled).toBeLessThan(5);
    expect(await fetched(() => new Response('01234567890'))).toEqual({ trouble: 'too_large' });
  });

  it('takes no redirect, no refusal and no silence for it', async () => {
    const moved = () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } });
    expect(await fetched(moved)).toEqual({ trouble: 'refused', status: 302 });
    expect(spy).toHaveBeenCalledTimes(1);
    expect(await fetched(() => new Response('no', { status: 403 }))).toEqual({
      trouble: 'refused',
      status: 403,
    });
    expect(await fetched(() => Promise.reject(new TypeError('Network connection lost.')))).toEqual({
      trouble: 'no_answer',
    });
    expect(await fetched(() => Promise.reject(new DOMException('', 'TimeoutError')))).toEqual({
      trouble: 'too_slow',
    });
  });
});
