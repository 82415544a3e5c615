import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { withinPatience } from './within-patience.ts';

describe('a page that asks TikTok something', () => {
  it('shows the answer that comes in time', async () => {
    assert.equal(await withinPatience(Promise.resolve('new'), 'old'), 'new');
  });
  it('is shown without an answer that never comes', async () => {
    assert.equal(await withinPatience(new Promise(() => {}), 'old', 1), 'old');
  });
  it('hears of a failure', async () => {
    await assert.rejects(withinPatience(Promise.reject(new Error('gone')), 'old'), /gone/);
  });
  it('is not troubled by a failure that comes too late', async () => {
    const failing = new Promise((_, reject) => setTimeout(() => reject(new Error('gone')), 5));
    assert.equal(await withinPatience(failing, 'old', 1), 'old');
    await assert.rejects(failing, /gone/);
  });
});
