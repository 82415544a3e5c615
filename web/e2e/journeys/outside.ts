import { strict as assert } from 'node:assert';
import type { Journey } from '../support/journey.ts';

const HEADERS = [
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
];

export const outside: Journey = {
  name: 'a stranger reads what this is, who runs it, and what it keeps',
  async walk({ page, product, look, forgive }) {
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    await page.goto(product.url);
    await page.getByText('Do you get my TikTok password?').click();
    await page.getByText('You sign in on TikTok’s own page').waitFor();
    await look('landing-questions');
    for (const name of ['Terms', 'Privacy', 'Cookies']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await page.waitForFunction((title) => document.title === `${title} · TikTimer`, name);
      await page.getByText(/^Last changed/).waitFor();
      await look(name.toLowerCase());
    }
    await page.goto(`${product.url}/go-live`);
    await page.getByText(`${product.url}/api/v1/auth/tiktok/callback`).waitFor();
    await look('go-live');
    const cookies = await page.context().cookies();
    assert.deepEqual(cookies, [], 'a stranger gets no cookie');
    assert.deepEqual([...asked], [product.url], 'nobody else is asked for anything');

    const kept: Record<string, RegExp> = {
      '/': /private, max-age=300/,
      '/privacy': /private, max-age=300/,
      '/login': /no-store/,
      '/nothing-here': /no-store/,
      '/sw.js': /no-cache/,
      '/manifest.webmanifest': /max-age/,
    };
    for (const [path, cacheControl] of Object.entries(kept)) {
      const { headers } = await head(product.url, path);
      for (const name of HEADERS) assert.ok(headers.get(name), `${path} says ${name}`);
      assert.match(headers.get('cache-control') ?? '', cacheControl, path);
    }
    const asset = await page.locator('link[rel=stylesheet]').first().getAttribute('href');
    assert.match((await head(product.url, asset ?? '')).headers.get('cache-control') ?? '', /immutable/);

    const moved = await head(product.url, '/posts?filter=failed');
    assert.equal(moved.status, 301);
    assert.equal(moved.headers.get('location'), '/posts?tab=failed');
    assert.equal((await head(product.url, '/register')).headers.get('location'), '/signup');

    const shared = await fetch(`${product.url}/share`, { method: 'POST', body: new FormData() });
    assert.match(await shared.text(), /The file did not arrive/);

    await page.goto(`${product.url}/nothing-here`);
    await page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
    await look('nothing-here');
    forgive(/404/);
  },
};

const head = (url: string, path: string) => fetch(url + path, { redirect: 'manual' });
