import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { ownPath } from './door.server.ts';
import { guard, isOwnVisit, sentForFile } from './guard.server.ts';

const HERE = 'https://tiktimer.example';
const ask = (method: string, headers: Record<string, string>) =>
  guard(new Request(`${HERE}/logout`, { method, headers }), () => new Response('done'));

describe('a request that changes something', () => {
  it('passes from our own pages', async () => {
    assert.equal((await ask('POST', { origin: HERE })).status, 200);
    assert.equal((await ask('POST', { 'sec-fetch-site': 'same-origin' })).status, 200);
  });
  for (const origin of [
    'https://evil.example',
    'https://tiktimer.example.evil',
    'http://tiktimer.example',
    'null',
  ])
    it(`is refused from ${origin}`, async () => {
      assert.equal((await ask('POST', { origin, 'sec-fetch-site': 'same-origin' })).status, 403);
    });
  it('is refused when nobody says where it comes from', async () => {
    assert.equal((await ask('DELETE', {})).status, 403);
    assert.equal((await ask('POST', { 'sec-fetch-site': 'cross-site' })).status, 403);
  });
});

it('a file that a phone shares is answered, whatever its origin', async () => {
  const request = new Request(`${HERE}/share`, { method: 'POST', headers: { origin: 'null' } });
  assert.equal((await guard(request, () => new Response('a sentence'))).status, 200);
});

it('a page is opened by the person or by us, or by somebody else', () => {
  const from = (site?: string) =>
    isOwnVisit(
      new Request(`${HERE}/posts/new?shared=1`, { headers: site ? { 'sec-fetch-site': site } : {} }),
    );
  assert.deepEqual(['none', 'same-origin'].map(from), [true, true]);
  assert.deepEqual(['same-site', 'cross-site', undefined].map(from), [false, false, false]);
});

it('nobody else sends a creator to sign in and then to the page that takes a file', () => {
  const sent = (path: string, site: string) =>
    sentForFile(new Request(HERE + path, { headers: { 'sec-fetch-site': site } }));
  const forFile = `/login?next=${encodeURIComponent('/posts/new?shared=1')}`;
  assert.equal(sent(forFile, 'cross-site'), true);
  assert.equal(sent(forFile, 'none'), false, 'the share sheet of a phone, led on by us');
  assert.equal(sent(`/login?next=${encodeURIComponent('/posts?tab=drafts')}`, 'cross-site'), false);
});

it('every answer carries the security headers, a refusal too', async () => {
  for (const answer of [await ask('GET', {}), await ask('POST', {})]) {
    assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    assert.match(
      answer.headers.get('strict-transport-security') ?? '',
      /max-age=31536000; includeSubDomains/,
    );
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  }
});

describe('a way back after signing in', () => {
  it('leads to our own paths only', () => {
    assert.equal(ownPath('/posts?tab=failed', '/'), '/posts?tab=failed');
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'https://evil.example',
      '/\t/evil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      '',
      null,
    ])
      assert.equal(ownPath(path, '/posts'), '/posts', String(path));
  });
});
