import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';

describe('the API', () => {
  it('answers an unknown address with problem+json', async () => {
    const answer = await exports.default.fetch('http://api/api/v1/nowhere');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('is healthy and ready when its database and storage answer', async () => {
    const health = await exports.default.fetch('http://api/health');
    expect(await health.json()).toMatchObject({
      status: 'healthy',
      database: 'connected',
      service: 'tiktimer-api',
    });
    const ready = await exports.default.fetch('http://api/ready');
    expect(await ready.json()).toEqual({ ready: true, database: 'ok', storage: 'ok', mail: 'outbox' });
  });
});
