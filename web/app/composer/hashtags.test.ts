import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { hashtagsOf, offersFor, tagAt } from './hashtags.ts';

describe('hashtags', () => {
  it('of earlier captions are offered by use, whatever their case', () => {
    assert.deepEqual(hashtagsOf(['#Rye and #plum', 'more #rye', 'Käse #käse_kuchen']), [
      'Rye',
      'plum',
      'käse_kuchen',
    ]);
  });
  it('begin with a # at the cursor, not inside a word', () => {
    assert.deepEqual(tagAt('Tart #pl and more', 8), { start: 5, begun: 'pl' });
    assert.deepEqual(tagAt('#', 1), { start: 0, begun: '' });
    assert.equal(tagAt('a#pl', 4), null);
    assert.equal(tagAt('#plum tart', 10), null);
  });
  it('that are written out need no offer', () => {
    assert.deepEqual(offersFor(['plum', 'plumtart'], 'Plum'), ['plumtart']);
  });
});
