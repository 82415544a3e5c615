import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const file = (name: string) => new URL(`../../public/${name}`, import.meta.url);
const read = (name: string) => readFileSync(file(name), 'utf8');

describe('what is served as a file', () => {
  it('has the headers that every answer has', () => {
    const everywhere = read('_headers').split('\n/assets/')[0] ?? '';
    for (const name of [
      'Strict-Transport-Security',
      'X-Content-Type-Options: nosniff',
      'Referrer-Policy',
      'Permissions-Policy',
      'Content-Security-Policy',
    ])
      assert.ok(everywhere.includes(name), name);
  });
  it('never asks the functions', () => {
    const { exclude } = JSON.parse(read('_routes.json')) as { exclude: string[] };
    for (const path of ['/assets/*', '/icons/*', '/sw.js', '/manifest.webmanifest'])
      assert.ok(exclude.includes(path), path);
  });
});

describe('the installable app', () => {
  const manifest = JSON.parse(read('manifest.webmanifest')) as {
    icons: { src: string }[];
    share_target: { action: string; params: { files: { name: string }[] } };
  };
  it('has every icon it names', () => {
    for (const { src } of manifest.icons) assert.ok(existsSync(file(src.slice(1))), src);
  });
  it('shares to the address and under the name that its service worker listens for', () => {
    const { action, params } = manifest.share_target;
    assert.ok(read('sw.js').includes(`pathname === '${action}'`));
    assert.ok(read('sw.js').includes(`.get('${params.files[0]?.name}')`));
  });
  it('and the page agree on where a shared file waits', () => {
    const page = readFileSync(new URL('shared-file.ts', import.meta.url), 'utf8');
    for (const name of ['PLACE', 'KEY']) {
      const value = (text: string) => new RegExp(`const ${name} = '([^']+)'`).exec(text)?.[1];
      assert.ok(value(page));
      assert.equal(value(page), value(read('sw.js')));
    }
  });
});
