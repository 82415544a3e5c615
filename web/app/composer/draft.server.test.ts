import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Post } from '@tiktimer/worker/contract';
import { isAsWished } from './draft.server.ts';
import { emptyDraft, LATEST_MIN_DEFAULT } from './draft.ts';

const NOW = Date.UTC(2026, 9, 14, 12, 20);
const draft = { ...emptyDraft('UTC', NOW), date: '2026-10-16', time: '18:00' };
const post = (status: Post['status'], publishAt: string) =>
  ({
    status,
    publishAt,
    latestAt: new Date(Date.parse(publishAt) + LATEST_MIN_DEFAULT * 60_000).toISOString(),
    zone: 'UTC',
  }) as Post;

describe('a press that was answered before', () => {
  it('has nothing left to do where the post waits for the time that is typed', () => {
    assert.ok(isAsWished(post('scheduled', '2026-10-16T18:00:00.000Z'), draft, NOW));
    assert.ok(!isAsWished(post('scheduled', '2026-10-17T18:00:00.000Z'), draft, NOW));
    assert.ok(!isAsWished(post('draft', '2026-10-16T18:00:00.000Z'), draft, NOW));
  });
  it('on "Post now" has nothing left to do once the post is out, or on its way since', () => {
    const now = { ...draft, when: 'now' as const };
    assert.ok(isAsWished(post('published', '2026-10-14T12:19:58.000Z'), now, NOW));
    assert.ok(isAsWished(post('publishing', '2026-10-14T12:19:58.000Z'), now, NOW));
  });
  it('on "Post now" is not taken for done because the post waits for another time', () => {
    const now = { ...draft, when: 'now' as const };
    assert.ok(!isAsWished(post('scheduled', '2026-10-16T18:00:00.000Z'), now, NOW));
    assert.ok(!isAsWished(post('publishing', '2026-10-14T12:21:00.000Z'), now, NOW));
  });
});
