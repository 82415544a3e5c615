import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { AccountId, PostId } from '@tiktimer/worker/contract';
import { noticeAddress } from './notice-address.ts';

const about = { postId: 'post_1' as PostId, accountId: 'acct_1' as AccountId };

describe("a notice's button", () => {
  it('leads to the accounts when TikTok must be asked again', () => {
    assert.equal(noticeAddress({ ...about, postId: null, action: 'Reconnect' }), '/accounts');
    assert.equal(noticeAddress({ ...about, action: 'Reconnect @mira' }), '/accounts');
  });
  it('leads to the webhooks when one was switched off', () =>
    assert.equal(
      noticeAddress({ kind: 'webhook_off', action: 'Look', postId: null, accountId: null }),
      '/settings/webhooks',
    ));
  it('leads into the composer when the post itself must change', () =>
    assert.equal(noticeAddress({ ...about, action: 'Replace the video' }), '/posts/post_1/edit'));
  it('leads to the choice of a time when only the time has passed', () =>
    assert.equal(noticeAddress({ ...about, action: 'Pick a new time' }), '/posts/post_1?ask=reschedule'));
  it('leads to the post for all else', () => {
    assert.equal(noticeAddress({ ...about, action: 'Open' }), '/posts/post_1');
    assert.equal(noticeAddress({ ...about, action: 'A word of a later version' }), '/posts/post_1');
    assert.equal(noticeAddress({ ...about, action: null }), '/posts/post_1');
  });
  it('is left out when the notice is about nothing with a page', () =>
    assert.equal(noticeAddress({ action: 'Look', postId: null, accountId: null }), null));
});
