import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Post, ReceiptEvent, Step } from '@tiktimer/worker/contract';
import { expectedSteps, receiptRows } from './receipt.ts';

const NOON = Date.UTC(2026, 9, 14, 12);
const event = (step: Step, seq: number): ReceiptEvent => ({
  seq,
  at: new Date(NOON).toISOString(),
  step,
  sentence: step,
  detail: {},
});
const post = {
  status: 'scheduled',
  publishAt: new Date(NOON).toISOString(),
  handedOverAt: null,
  held: null,
  privacy: 'PUBLIC_TO_EVERYONE',
} as Post;

describe('a receipt', () => {
  it('with thirty rows shows them all', () => {
    const events = Array.from({ length: 30 }, (_, seq) => event('retry', seq));
    assert.equal(receiptRows(events).length, 30);
  });
  it('with more folds checks and retries between the steps, and never the last row', () => {
    const steps: Step[] = ['scheduled', ...Array<Step>(30).fill('retry'), 'staged', 'retry'];
    const rows = receiptRows(steps.map(event));
    assert.deepEqual(
      rows.map((row) => ('folded' in row ? row.folded.length : row.event.step)),
      ['scheduled', 30, 'staged', 'retry'],
    );
  });
  it('shows what is still to come, with its time where one is known', () => {
    const words = (now: number) =>
      expectedSteps(post, [], { bytes: 100_000_000 }, now).map((step) => step.words);
    const DAY = 86_400_000;
    assert.deepEqual(words(NOON - 2 * DAY), [
      'Look again, 24 hours before',
      'Look again, one hour before',
      'Prepare it at TikTok',
      'Hand over',
      'TikTok processes it',
      'Live, with the link',
    ]);
    assert.deepEqual(words(NOON - 10_000), ['Hand over', 'TikTok processes it', 'Live, with the link']);
  });
  it('names no time for what waits to be mended', () => {
    const held = { ...post, status: 'publishing', held: { reason: 'reconnect_needed' } } as Post;
    const steps = expectedSteps(held, [], null, NOON + 60_000);
    assert.deepEqual(
      steps.map(({ words, at }) => [words, at]),
      [
        ['Hand over', null],
        ['TikTok processes it', null],
        ['Live, with the link', null],
      ],
    );
  });
  it('expects nothing of a post that has come to its end', () => {
    assert.deepEqual(expectedSteps({ ...post, status: 'failed' }, [], null, NOON), []);
  });
});
