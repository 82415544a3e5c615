import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { ApiClient } from '@tiktimer/worker/client';
import { EXAMPLE } from '../../../worker/src/routes/openapi/examples.ts';
import { movePost } from './move-post.server.ts';

/** An API with one post, and what it is asked to make of it. */
function holding(times: { publishAt: string; latestAt: string }) {
  const asked: { json: object; ifMatch: string | undefined }[] = [];
  const post = { ...EXAMPLE.post, ...times };
  const one = {
    $get: async () => Response.json(post),
    schedule: {
      $put: async ({ json }: { json: object }, options: { headers: Record<string, string> }) => {
        asked.push({ json, ifMatch: options.headers['if-match'] });
        return Response.json(post);
      },
    },
  };
  return { asked, api: { api: { v1: { posts: { ':postId': one } } } } as unknown as ApiClient };
}

describe('a post that is moved in the calendar', () => {
  it('keeps how long after its time it may still go out', async () => {
    const { asked, api } = holding({
      publishAt: '2026-10-14T16:00:00.000Z',
      latestAt: '2026-10-14T16:05:00.000Z',
    });
    const at = Date.UTC(2026, 9, 16, 16);
    await movePost(api, 'post_a', { etag: '"1"', at, zone: 'Europe/Berlin' });
    assert.deepEqual(asked, [
      {
        json: {
          publishAt: '2026-10-16T16:00:00.000Z',
          latestAt: '2026-10-16T16:05:00.000Z',
          zone: 'Europe/Berlin',
        },
        ifMatch: '"1"',
      },
    ]);
  });
});
