import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { FailureReason } from '@tiktimer/worker/contract';
import { fixesOf } from './fixes.ts';

const NOW = Date.parse('2026-10-14T16:30:00Z');
const post = { id: 'post_1' as never, publishAt: '2026-10-14T16:00:00.000Z', failed: true };
type Health = Parameters<typeof fixesOf>[2];
const lost: Health = { status: 'needs_reconnect', scopes: ['video.publish'] };
const back: Health = { status: 'connected', scopes: ['video.publish'] };

const fixes = (reason: FailureReason, account: Health = back, failed = true) =>
  fixesOf({ reason, action: 'Do this' }, { ...post, failed }, account, 'Europe/Berlin', NOW);
const first = (reason: FailureReason) => fixes(reason).first;

describe('what helps a post', () => {
  it('that TikTok signed us out of is a new sign-in, and then a time', () => {
    assert.deepEqual(fixes('reconnect_needed', lost).first, { label: 'Do this', connect: true });
    assert.deepEqual(fixes('reconnect_needed').first, { label: 'Post now', to: '/posts/post_1?ask=publish' });
    assert.deepEqual(fixes('reconnect_needed').others, [
      { label: 'Pick a new time', to: '/posts/post_1?ask=reschedule' },
    ]);
  });

  it('that waits for a sign-in is nothing more once there is one', () => {
    assert.deepEqual(fixes('reconnect_needed', back, false), { first: null, others: [] });
  });

  it('is asked of TikTok again while the permission to post is missing', () => {
    const account: Health = { status: 'connected', scopes: ['user.info.basic'] };
    assert.deepEqual(fixes('permission_missing', account).first, {
      label: 'Do this',
      connect: true,
    });
  });

  for (const reason of ['privacy_not_offered', 'refused_content', 'caption_refused', 'no_media'] as const)
    it(`that failed for ${reason} is in the composer`, () =>
      assert.deepEqual(first(reason), { label: 'Do this', to: '/posts/post_1/edit' }));

  for (const reason of ['tiktok_down', 'media_unreachable', 'tiktok_unexpected'] as const)
    it(`that failed for ${reason} is another try now, or a time`, () => {
      assert.deepEqual(first(reason), { label: 'Do this', to: '/posts/post_1?ask=publish' });
      assert.equal(fixes(reason).others[0]?.label, 'Pick a new time');
    });

  for (const reason of ['missed_window', 'creator_cap', 'our_setup'] as const)
    it(`that failed for ${reason} is a new time`, () =>
      assert.deepEqual(first(reason), { label: 'Do this', to: '/posts/post_1?ask=reschedule' }));

  it('over the cap of a day is the same time of the next day', () =>
    assert.deepEqual(first('daily_cap'), {
      label: 'Schedule for Thu 15 Oct, 18:00',
      to: `/posts/post_1?ask=reschedule&at=${encodeURIComponent('2026-10-15T16:00:00.000Z')}`,
    }));

  it('that TikTok bans lies with TikTok', () => {
    const help = first('account_banned');
    assert.ok(help && 'to' in help && help.to.startsWith('https://support.tiktok.com'));
  });

  it('that its creator did not find is a time, or now', () => {
    assert.deepEqual(first('not_published'), { label: 'Do this', to: '/posts/post_1?ask=reschedule' });
    assert.deepEqual(fixes('not_published').others, [{ label: 'Post now', to: '/posts/post_1?ask=publish' }]);
  });
});
