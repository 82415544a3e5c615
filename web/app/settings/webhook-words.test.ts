import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Delivery, Webhook } from '@tiktimer/worker/contract';
import { eventsOf, fareOf, laidOut, lookEvery, standingOf } from './webhook-words.ts';

const NOW = Date.parse('2026-10-14T18:00:00Z');
const webhook = (parts: Partial<Webhook>) =>
  ({ enabled: true, ending: null, failingSince: null, deliveredAt: null, ...parts }) as Webhook;
const delivery = (parts: Partial<Delivery>) =>
  ({ attempts: 1, responseStatus: null, sentence: null, nextAttemptAt: null, ...parts }) as Delivery;

describe('a webhook', () => {
  it('that its owner switched off is no trouble, one that we switched off is', () => {
    assert.equal(standingOf(webhook({ enabled: false, ending: 'switched_off' }), NOW).tone, 'soft');
    assert.equal(standingOf(webhook({ enabled: false, ending: 'gone' }), NOW).tone, 'bad');
    assert.match(standingOf(webhook({ enabled: false, ending: 'failing' }), NOW).words, /three days/);
  });
  it('that fails now says so, although something arrived before', () => {
    const both = { failingSince: '2026-10-14T17:00:00Z', deliveredAt: '2026-10-14T16:00:00Z' };
    assert.equal(standingOf(webhook(both), NOW).tone, 'bad');
  });
  it('gets only events that exist', () => {
    const form = new FormData();
    for (const event of ['post.failed', 'post.invented', 'post.published']) form.append('event', event);
    assert.deepEqual(eventsOf(form), ['post.published', 'post.failed']);
  });
});

describe('a delivery', () => {
  it('tells its attempts, the answer and when it is tried next', () =>
    assert.deepEqual(
      fareOf(
        delivery({
          status: 'waiting',
          attempts: 3,
          responseStatus: 500,
          sentence: 'It did not accept it.',
          nextAttemptAt: '2026-10-14T18:10:00Z',
        }),
        'Europe/Berlin',
      ),
      {
        state: 'Waiting',
        tone: 'soft',
        rest: 'It did not accept it. 3 attempts · answered 500 · next try Wed 14 Oct, 20:10',
      },
    ));
  it('that arrived says no more of what went wrong before', () =>
    assert.equal(
      fareOf(delivery({ status: 'delivered', responseStatus: 204, sentence: 'It was slow.' }), 'UTC').rest,
      '1 attempt · answered 204',
    ));
  it('is looked after while a try is near, not for hours', () => {
    const waiting = (nextAttemptAt: string) => [{ status: 'waiting' as const, nextAttemptAt }];
    assert.notEqual(lookEvery(waiting('2026-10-14T18:00:30Z'), NOW), null);
    assert.equal(lookEvery(waiting('2026-10-14T21:00:00Z'), NOW), null);
    assert.equal(lookEvery([{ status: 'delivered', nextAttemptAt: null }], NOW), null);
  });
  it('shows its body as it was sent, even if it is no JSON', () => {
    assert.equal(laidOut('{"a":1}'), '{\n  "a": 1\n}');
    assert.equal(laidOut('{"a":'), '{"a":');
  });
});
