import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { firstWords } from './first-words.ts';

describe('the first words of a caption', () => {
  it('are all of a short one, on one line', () =>
    assert.equal(firstWords('  Plum tart,\n\ntwice ', 40), 'Plum tart, twice'));
  it('end in dots where more follows, and never in half a letter', () => {
    assert.equal(firstWords('Plum tart', 5), 'Plum…');
    assert.equal(firstWords('🥧🥧🥧', 2), '🥧🥧…');
  });
  it('are none where there is no caption', () => assert.equal(firstWords(' \n', 40), ''));
});
