import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { movedTo } from './moved.server.ts';
import { HOME } from './places.ts';

const at = (path: string, method = 'GET') => movedTo(new Request(`https://app.example${path}`, { method }));

describe('an old address', () => {
  it('leads to where its page is now', () => {
    assert.equal(at('/dashboard'), HOME);
    assert.equal(at('/create'), '/posts/new');
    assert.equal(at('/register'), '/signup');
    assert.equal(at('/posts?filter=failed'), '/posts?tab=failed');
    assert.equal(at('/posts?filter=draft'), '/posts?tab=drafts');
  });
  it('is not every address', () => {
    for (const path of ['/posts', '/posts?tab=failed', '/register/x', '/constructor'])
      assert.equal(at(path), undefined);
    assert.equal(at('/register', 'POST'), undefined);
  });
});
