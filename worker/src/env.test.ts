import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { isRehearsal, readSettings } from './env.ts';

const production = {
  ...env,
  ENVIRONMENT: 'production',
  APP_URL: 'https://tiktimer.example',
  API_URL: 'https://api.tiktimer.example',
  TIKTOK_API_URL: 'https://open.tiktokapis.com',
  TIKTOK_AUTH_URL: 'https://www.tiktok.com',
  SESSION_SECRET: 'a secret of forty characters, all its own',
  TOKEN_KEYS: JSON.stringify({ current: '2026-11', keys: { '2026-11': btoa('x'.repeat(32)) } }),
  TIKTOK_CLIENT_KEY: 'aw123',
  TIKTOK_CLIENT_SECRET: 'aw-secret',
};

describe('the configuration', () => {
  it('needs no file on one’s own machine, where posts go to the simulator', () => {
    expect(isRehearsal(readSettings({ ...env }))).toBe(true);
  });

  it('is complete in production with its secrets', () => {
    expect(isRehearsal(readSettings({ ...production }))).toBe(false);
  });

  it.each([
    ['APP_URL', 'bakery.example'],
    ['APP_URL', 'https://bakery.example/app'],
    ['MEDIA_KEEP_DAYS', 'a week'],
    ['ENVIRONMENT', 'somewhere'],
    ['SESSION_SECRET', 'short'],
    ['TOKEN_KEYS', 'not json'],
    ['TOKEN_KEYS', JSON.stringify({ current: 'a', keys: { a: btoa('too short') } })],
    ['TOKEN_KEYS', JSON.stringify({ current: 'b', keys: { a: btoa('x'.repeat(32)) } })],
    ['TIKTOK_CLIENT_SECRET', undefined],
  ])('names %s when its value is wrong (%j), without telling the value', (name, value) => {
    const start = () => readSettings({ ...production, [name]: value });
    expect(start).toThrow(name);
    if (value) expect(start).not.toThrow(value);
  });

  it('refuses development secrets anywhere but on one’s own machine', () => {
    const secret = 'development-session-secret-development';
    expect(() => readSettings({ ...production, SESSION_SECRET: secret })).toThrow('SESSION_SECRET');
  });

  it('has no development secrets to fall back on when only one of the two addresses is local', () => {
    const { SESSION_SECRET: _, ...rest } = production;
    expect(() => readSettings({ ...rest, API_URL: 'http://127.0.0.1:8801' })).toThrow('SESSION_SECRET');
  });
});
