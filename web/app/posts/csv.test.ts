import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Post } from '@tiktimer/worker/contract';
import { csvOf } from './csv.ts';

const post = (change: Partial<Post>) =>
  ({
    id: 'post_1',
    caption: 'plum tart',
    accountId: 'acct_1',
    status: 'published',
    publishAt: '2026-10-14T16:00:00.000Z',
    zone: 'Europe/Berlin',
    privacy: 'PUBLIC_TO_EVERYONE',
    handedOverAt: null,
    latenessMs: 120,
    url: null,
    ...change,
  }) as Post;
const lines = (change: Partial<Post>) => csvOf([post(change)], { acct_1: '@mira' }).split('\r\n');

describe('an exported table', () => {
  it('has a line of names and a line a post', () => {
    const [head, row, end] = lines({});
    assert.match(head ?? '', /^"id","caption","account"/);
    assert.equal(
      row,
      '"post_1","plum tart","\'@mira","published","2026-10-14T16:00:00.000Z","Europe/Berlin","Everyone","","120",""',
    );
    assert.equal(end, '');
  });

  it('keeps quotation marks, commas and line ends inside their cell', () => {
    assert.ok(csvOf([post({ caption: 'a "b", c\nd' })], {}).includes('"a ""b"", c\nd"'));
  });

  for (const start of ['=', '+', '-', '@', '\t'])
    it(`is no formula when a caption begins with ${JSON.stringify(start)}`, () => {
      assert.ok(csvOf([post({ caption: `${start}cmd()` })], {}).includes(`"'${start}cmd()"`));
    });
});
