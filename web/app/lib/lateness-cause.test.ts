import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { ReceiptEvent, Step } from '@tiktimer/worker/contract';
import { latenessCause } from './lateness-cause.ts';

const NOON = Date.UTC(2026, 9, 14, 12);
const HOUR = 3_600_000;
const event = (step: Step, at: number): ReceiptEvent => ({
  ...{ seq: at, step, sentence: step, detail: {} },
  at: new Date(at).toISOString(),
});
const late = { publishAt: new Date(NOON).toISOString(), latenessMs: 4200 };
const cause = (plannedAt: number, ...steps: Step[]) =>
  latenessCause(late, [
    event('scheduled', plannedAt),
    ...steps.map((step) => event(step, NOON)),
    event('handed_over', NOON + 4200),
    event('processing', NOON + 4300),
  ]);

describe('the cause of a lateness', () => {
  it('is not asked for up to a second', () => {
    assert.equal(latenessCause({ ...late, latenessMs: 1000 }, []), null);
    assert.equal(latenessCause({ ...late, latenessMs: null }, []), null);
  });
  it('is what the receipt shows before the handover', () => {
    assert.match(cause(NOON - HOUR, 'held', 'released', 'retry') ?? '', /held/);
    assert.match(cause(NOON - HOUR, 'init_lost', 'retry') ?? '', /answer of TikTok was lost/);
    assert.match(cause(NOON - HOUR, 'retry') ?? '', /busy/);
  });
  it('is the press, or the short notice, when nothing else came between', () => {
    assert.match(cause(NOON, 'staged') ?? '', /You asked for now/);
    assert.match(cause(NOON - 30_000, 'staged') ?? '', /too shortly/);
  });
  it('is the line when nothing is known, and nothing of an earlier time counts', () => {
    assert.match(cause(NOON - HOUR, 'staged') ?? '', /line to TikTok/);
    const events = [event('retry', NOON - 2 * HOUR), event('changed', NOON - HOUR), event('staged', NOON)];
    assert.match(latenessCause(late, events) ?? '', /line to TikTok/);
  });
});
