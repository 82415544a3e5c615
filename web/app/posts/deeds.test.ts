import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'node:test';
import type { Post } from '@tiktimer/worker/contract';
import type { ToastMessage } from '../components/toast.tsx';
import { makeDeeds } from './deeds.ts';

const post = (id: string, status: Post['status']) =>
  ({ id, status, etag: `"${id}"`, handedOverAt: null, publishAt: null, latestAt: null }) as Post;

let asked: string[];
let answer: (() => void)[];
let toasts: ToastMessage[];
const turns = () => new Promise((resolve) => setImmediate(resolve));
/** Each request waits until the test answers it. */
const waiting = (_: string, init: RequestInit) => {
  const wish = JSON.parse(String(init.body)) as { do: string; postId: string };
  asked.push(`${wish.do} ${wish.postId}`);
  return new Promise((resolve) => answer.push(() => resolve(Response.json(post(wish.postId, 'draft')))));
};
const deeds = () =>
  makeDeeds({
    zone: 'UTC',
    busy: { current: null },
    onRunning: () => {},
    onRefused: () => {},
    onChanged: () => {},
    toast: (toast) => void toasts.push(toast),
    announce: () => {},
    seeDrafts: () => {},
    revalidate: () => {},
  });

beforeEach(() => {
  asked = [];
  answer = [];
  toasts = [];
  Object.defineProperty(globalThis, 'fetch', { value: waiting, configurable: true });
});

describe('deeds to many posts', () => {
  it('are done one at a time', async () => {
    const { remove, cancel } = deeds();
    remove([post('a', 'draft')]);
    cancel([post('b', 'scheduled')]);
    await turns();
    assert.deepEqual(asked, ['delete a']);
  });
  it('are taken back even if another one is running when Undo is pressed', async () => {
    const { remove, cancel } = deeds();
    remove([post('a', 'draft')]);
    answer[0]?.();
    await turns();
    cancel([post('b', 'scheduled')]);
    toasts[0]?.action?.run();
    await turns();
    assert.deepEqual(asked, ['delete a', 'cancel b']);
    answer[1]?.();
    await turns();
    assert.deepEqual(asked, ['delete a', 'cancel b', 'restore a']);
  });
});
