import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { longAgo } from './long-ago.server.ts';
import { WAITED } from './patient-fetch.ts';

const MINUTE = 60_000;
const press = (onTheLine?: number, before?: number) => {
  const form = new FormData();
  if (before !== undefined) form.set('waited', String(before));
  const headers: HeadersInit = onTheLine === undefined ? {} : { [WAITED]: String(onTheLine) };
  return longAgo(new Request('https://app.example/posts/new', { headers }), form);
};

describe('"Post now"', () => {
  it('means now when it arrives within moments, or without scripts', () => {
    assert.equal(press(), null);
    assert.equal(press(90_000, 20_000), null);
  });
  it('is asked for anew when it waited, for the line or for what was to be saved before', () => {
    assert.match(press(9 * 60 * MINUTE)?.detail ?? '', /You pressed this 9 h ago/);
    assert.ok(press(0, 3 * MINUTE));
    assert.ok(press(70_000, 70_000));
  });
});
