import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'node:test';
import { uploadFile } from './upload-file.ts';

const PARTS = 6;
const upload = { id: 'upl', partBytes: 1, partCount: PARTS, parts: [] };
const file = new File(['x'.repeat(PARTS)], 'clip.mp4');
const give = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

/** What becomes of a part on its way. */
let answer: (part: number, request: FakeRequest) => void;
let began: number[];
let stopped: number[];
class FakeRequest {
  upload = {};
  status = 0;
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  #part = 0;
  open(_: string, url: string) {
    this.#part = Number(url);
  }
  setRequestHeader() {}
  send() {
    began.push(this.#part);
    answer(this.#part, this);
  }
  abort() {
    stopped.push(this.#part);
    this.onabort();
  }
  end(status: number) {
    this.status = status;
    queueMicrotask(() => this.onload());
  }
}

/** Our own resources, as the browser asks them; a deed that is on `broken` loses its line once. */
let broken: string[];
const begun: string[] = [];
const resources = async (_: string, init?: RequestInit) => {
  const wish = JSON.parse(String(init?.body ?? '{}')) as { do?: string; numbers?: number[] };
  const deed = wish.do ?? 'read';
  begun.push(deed);
  if (broken.includes(deed)) {
    broken = broken.filter((one) => one !== deed);
    throw new TypeError('fetch failed');
  }
  if (deed === 'create') return Response.json(upload);
  if (deed === 'parts')
    return Response.json({ parts: (wish.numbers ?? []).map((number) => ({ number, url: String(number) })) });
  if (deed === 'complete') return Response.json({ id: 'media_a', status: 'checking' });
  return Response.json({ uploads: [], id: 'media_a', status: 'ready' });
};

beforeEach(() => {
  began = [];
  stopped = [];
  broken = [];
  begun.length = 0;
  give('XMLHttpRequest', FakeRequest);
  give('fetch', resources);
  give('navigator', { onLine: true });
});

describe('an upload', () => {
  it('sends nothing more once a part of it is refused for good', async () => {
    answer = (part, request) => part === 2 && request.end(422);
    await assert.rejects(
      uploadFile(file, () => {}, new AbortController().signal),
      { status: 422 },
    );
    assert.deepEqual(began, [1, 2, 3]);
    assert.deepEqual(stopped, [1, 3]);
  });
  it('sends nothing at all when it was paused before its first part', async () => {
    answer = (_, request) => request.end(204);
    const pause = new AbortController();
    pause.abort();
    await assert.rejects(
      uploadFile(file, () => {}, pause.signal),
      { name: 'AbortError' },
    );
    assert.deepEqual(began, []);
  });
  it('is not begun anew when the line breaks after its last part', async () => {
    answer = (_, request) => request.end(204);
    broken = ['complete'];
    const media = await uploadFile(file, () => {}, new AbortController().signal);
    assert.equal(media.status, 'ready');
    assert.equal(began.length, PARTS);
    assert.equal(begun.filter((deed) => deed === 'create').length, 1);
    assert.equal(begun.filter((deed) => deed === 'complete').length, 2);
  });
});
