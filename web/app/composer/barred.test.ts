import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { AccountDetail } from '@tiktimer/worker/contract';
import { barredFrom, whatBars } from './barred.ts';

const account = {
  username: 'slowoven',
  status: 'connected',
  scopes: ['user.info.basic', 'video.publish'],
  creatorInfo: null,
  cannotPost: null,
  capped: false,
} as unknown as AccountDetail;

describe('an account in the composer', () => {
  it('stands in nobody’s way while it is signed in and may post', () => {
    assert.equal(barredFrom(account), null);
    assert.equal(barredFrom(null), null);
  });
  it('that TikTok signed us out of says so, and is not called silent', () => {
    assert.deepEqual(barredFrom({ ...account, status: 'needs_reconnect' }), {
      sentence: 'TikTok signed us out of @slowoven.',
      fix: 'Reconnect @slowoven',
      passes: false,
    });
  });
  it('without leave to post offers to be asked again', () => {
    assert.equal(barredFrom({ ...account, scopes: ['user.info.basic'] })?.fix, 'Allow posting again');
  });
  it('from which TikTok takes nothing now is left to time', () => {
    const sentence = 'TikTok takes no more posts from @slowoven at the moment. Try again later.';
    const capped = { ...account, cannotPost: sentence, capped: true };
    assert.deepEqual(barredFrom(capped), { sentence, fix: null, passes: true });
    assert.equal(whatBars(capped, 'now'), sentence);
    assert.equal(whatBars(capped, 'at'), null);
  });
  it('that may not post at all takes no time either', () => {
    const sentence = 'TikTok does not let @slowoven post at the moment. Try again later.';
    assert.equal(whatBars({ ...account, cannotPost: sentence }, 'at'), sentence);
    assert.match(whatBars({ ...account, status: 'needs_reconnect' }, 'at') ?? '', /signed us out/);
  });
});
