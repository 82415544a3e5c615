import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { match } from './shortcuts.ts';

const home = () => {};
const calendar = () => {};
const compose = () => {};
const FRAME = { 'g h': home, 'g c': calendar, c: compose };

describe('a key', () => {
  it('acts by itself', () => assert.equal(match([FRAME], undefined, 'c'), compose));
  it('waits for the second of a pair', () => {
    assert.equal(match([FRAME], undefined, 'g'), 'first of two');
    assert.equal(match([FRAME], 'g', 'h'), home);
  });
  it('means the pair rather than itself after its first half', () =>
    assert.equal(match([FRAME], 'g', 'c'), calendar));
  it('means nothing when nobody wants it', () => {
    assert.equal(match([FRAME], undefined, 'z'), undefined);
    assert.equal(match([FRAME], undefined, 'constructor'), undefined);
  });
  it('belongs to whoever was shown last', () => {
    const page = () => {};
    assert.equal(match([FRAME, { c: page }], undefined, 'c'), page);
  });
});
