import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isNarrowed, listAt, readFilters, searchOf } from './filters.ts';

const read = (search: string) => readFilters(new URLSearchParams(search));

describe('the filters of the list', () => {
  it('begin with everything, the latest first', () => {
    assert.deepEqual(read(''), { tab: 'all', q: '', account: '', privacy: '', span: '', order: 'desc' });
    assert.equal(listAt(read('')), '/posts');
  });

  it('show what is coming from the next one on', () => {
    assert.equal(read('tab=scheduled').order, 'asc');
    assert.equal(read('tab=needs-you').order, 'asc');
    assert.equal(read('tab=scheduled&order=desc').order, 'desc');
  });

  it('come back from the address as they went into it', () => {
    const filters = read('tab=failed&q=rye&account=acct_1&privacy=SELF_ONLY&span=last-7&order=asc');
    assert.deepEqual(read(searchOf(filters)), filters);
  });

  it('leave out what nobody knows', () => {
    assert.deepEqual(read('tab=lost&privacy=NOBODY&span=ever&order=up'), read(''));
  });

  it('stay when the tab changes, but for the order, which is the tab’s own', () => {
    const filters = read('q=rye&order=asc');
    assert.equal(searchOf(filters, { tab: 'published' }), 'tab=published&q=rye');
  });

  it('narrow the list, but for tab and order', () => {
    assert.equal(isNarrowed(read('tab=failed&order=asc')), false);
    assert.equal(isNarrowed(read('span=today')), true);
  });
});
