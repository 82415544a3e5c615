import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { offersFor, wordAt, wordsOf } from './words.ts';

describe('hashtags and handles', () => {
  it('of earlier captions are offered by use, whatever their case', () => {
    assert.deepEqual(wordsOf('#', ['#Rye and #plum', 'more #rye', 'Käse #käse_kuchen']), [
      'Rye',
      'plum',
      'käse_kuchen',
    ]);
    assert.deepEqual(wordsOf('@', ['with @mill.and.stone.', '@oven_lab and @mill.and.stone #rye']), [
      'mill.and.stone',
      'oven_lab',
    ]);
  });
  it('are neither part of an address nor of each other', () => {
    assert.deepEqual(wordsOf('@', ['write to mira@example.com']), []);
    assert.deepEqual(wordsOf('#', ['a#b @c #d']), ['d']);
  });
  it('begin with their sign at the cursor, not inside a word', () => {
    assert.deepEqual(wordAt('Tart #pl and more', 8), { sign: '#', start: 5, begun: 'pl' });
    assert.deepEqual(wordAt('#', 1), { sign: '#', start: 0, begun: '' });
    assert.deepEqual(wordAt('With @mil', 9), { sign: '@', start: 5, begun: 'mil' });
    assert.equal(wordAt('a#pl', 4), null);
    assert.equal(wordAt('me@mil', 6), null);
    assert.equal(wordAt('#plum tart', 10), null);
  });
  it('that are written out need no offer', () => {
    assert.deepEqual(offersFor(['plum', 'plumtart'], 'Plum'), ['plumtart']);
  });
});
