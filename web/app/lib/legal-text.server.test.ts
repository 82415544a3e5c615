import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { render } from './legal-text.server.ts';

const facts = { operator: 'the operator of this TikTimer', contact: 'hello@example.com', mediaKeepDays: '7' };
const text = (name: string) => readFileSync(new URL(`../legal/${name}.md`, import.meta.url), 'utf8');

describe('a legal page', () => {
  for (const name of ['terms', 'privacy', 'cookies'])
    it(`${name} has a title, the day it changed, and plain words on top of each section`, () => {
      const { title, effective, sections } = render(text(name), facts);
      assert.ok(title);
      assert.match(effective, /^\d{4}-\d{2}-\d{2}$/);
      assert.ok(sections.length >= 3);
      for (const { html } of sections) assert.match(html, /^<blockquote>/);
      assert.equal(new Set(sections.map(({ id }) => id)).size, sections.length);
      assert.doesNotMatch(JSON.stringify(sections), /\{\{/);
    });
  it('says the addresses of its own instance', () => {
    const guide = readFileSync(new URL('../guides/go-live.md', import.meta.url), 'utf8');
    const { sections } = render(guide, {
      web: 'https://tiktimer.example',
      api: 'https://api.tiktimer.example',
    });
    const html = sections.map((section) => section.html).join('');
    assert.match(html, /https:\/\/tiktimer\.example\/api\/v1\/auth\/tiktok\/callback/);
    assert.match(html, /https:\/\/api\.tiktimer\.example\/api\/v1\/tiktok\/webhooks/);
    assert.doesNotMatch(html, /\{\{/);
  });
  it('says whatever its operator is called, and as text', () => {
    const { sections } = render(text('privacy'), {
      ...facts,
      operator: '<b>Bakers</b> & [Co](javascript:x)',
    });
    const html = sections.map((section) => section.html).join('');
    assert.doesNotMatch(html, /<b>Bakers|href="javascript/);
    assert.match(html, /&#60;b&#62;Bakers|&lt;b&gt;Bakers/);
  });
  it('of cookies names each one the web app sets', () => {
    const app = new URL('..', import.meta.url);
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.server.ts'),
    );
    const set = files.flatMap((file) =>
      [...readFileSync(new URL(file, app), 'utf8').matchAll(/createCookie\('([^']+)'/g)].map(
        ([, name]) => name,
      ),
    );
    assert.ok(set.includes('__Host-tiktimer'));
    for (const name of set) assert.ok(text('cookies').includes(`\`${name}\``), name);
  });
  it('of cookies names all else that is kept in the browser', () => {
    const app = new URL('..', import.meta.url);
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(file, app), 'utf8'))
      .filter((source) => /(local|session)Storage|caches\.open/.test(source));
    const kept = files.flatMap((source) =>
      [...source.matchAll(/['`](tiktimer[.:-][a-z]+(?:-[a-z]+)*)/g)].map(([, name]) => name),
    );
    assert.ok(kept.includes('tiktimer.shortcuts') && kept.includes('tiktimer:draft'));
    for (const name of kept) assert.ok(text('cookies').includes(`\`${name}\``), name);
  });
});
