import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { ApiClient } from '@tiktimer/worker/client';
import { writtenOf } from './content.ts';
import { emptyDraft } from './draft.ts';
import { makeOnce } from './make-once.server.ts';

const written = (caption: string) => writtenOf({ ...emptyDraft('UTC', 0), caption });
const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};

/** An API that refuses to make anything and notes the keys it was asked under. */
function refusing(...refusals: { code: string; status: number; again?: boolean }[]) {
  const keys: (string | undefined)[] = [];
  const $post = async (_: unknown, options: { headers?: Record<string, string> }) => {
    keys.push(options.headers?.['idempotency-key']);
    const { code, status, again } = refusals.shift() ?? { code: 'invalid', status: 422 };
    const problem = { type: 'about:blank', title: 'No', code, status, detail: 'No.', requestId: 'r' };
    return Response.json(problem, { status, headers: again ? { 'retry-after': '2' } : {} });
  };
  return { keys, api: { api: { v1: { posts: { $post } } } } as unknown as ApiClient };
}
const asked = async (...forms: [Record<string, string>, string][]) => {
  const { keys, api } = refusing();
  for (const [fields, caption] of forms)
    await assert.rejects(makeOnce(api, form(fields), written(caption)), { name: 'ApiProblem' });
  return keys;
};

describe('a press on a page that has no post yet', () => {
  it('makes one post when it is sent twice', async () => {
    const page = crypto.randomUUID();
    const [first, second] = await asked([{ page }, 'plum'], [{ page }, 'plum']);
    assert.ok(first);
    assert.equal(second, first);
  });
  it('makes another one for other words, or from another page', async () => {
    const page = crypto.randomUUID();
    const keys = await asked([{ page }, 'plum'], [{ page }, 'tart'], [{ page: crypto.randomUUID() }, 'plum']);
    assert.equal(new Set(keys).size, 3);
  });
  it('goes on with the draft that scripts had begun to make', async () => {
    const creating = JSON.stringify({ key: 'begun', content: written('plum') });
    assert.deepEqual(await asked([{ page: crypto.randomUUID(), creating }, 'plum tart']), ['begun']);
  });
  it('waits while an earlier one is still being answered', async () => {
    const { keys, api } = refusing({ code: 'conflict', status: 409, again: true });
    await assert.rejects(makeOnce(api, form({ page: crypto.randomUUID() }), written('plum')), {
      body: { type: 'about:blank', title: 'No', code: 'invalid', status: 422, detail: 'No.', requestId: 'r' },
    });
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
  });
});
