import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';

describe('the API', () => {
  it('answers an unknown address with problem+json', async () => {
    const answer = await exports.default.fetch('http://api/nowhere');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});
