import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { errorWords } from './error-words.ts';

const answer = (status: number, data: unknown) => ({ status, statusText: '', internal: false, data });
const title = (error: unknown, online = true) => errorWords(error, online).title;

describe('an error page', () => {
  it('says of what is missing, foreign or misspelt that it does not exist', () => {
    for (const status of [400, 404, 422])
      assert.equal(title(answer(status, null)), 'This page does not exist');
  });
  it('says of what a role may not see that it may not', () =>
    assert.equal(title(answer(403, null)), 'You cannot see this'));
  it('repeats the words of an API that can not answer now, with the id of the request', () => {
    const error = errorWords(answer(503, { detail: 'TikTimer did not answer.', requestId: 'r1' }), true);
    assert.equal(error.words, 'TikTimer did not answer.');
    assert.equal(error.requestId, 'r1');
  });
  it('keeps the words of a bug to itself', () => {
    const broken = 'Something broke on our side';
    assert.equal(title(answer(500, { detail: 'D1_ERROR: no such table' })), broken);
    assert.equal(title(new Error('x is not a function')), broken);
  });
  it('names the missing line rather than a bug when there is none', () =>
    assert.equal(title(new TypeError('Failed to fetch'), false), 'You are offline'));
});
