import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { withName } from './account-name.ts';

it('an account that TikTok has not named yet has words in the place of its name', () => {
  assert.deepEqual(withName({ nickname: '', username: '' }), {
    nickname: 'Name not known yet',
    username: '…',
  });
  const mira = { nickname: 'Mira Bakes', username: 'mira.bakes', id: 'acct_1' };
  assert.deepEqual(withName(mira), mira);
});
