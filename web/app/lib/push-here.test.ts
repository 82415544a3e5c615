import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { PushDevice } from '@tiktimer/worker/contract';
import { keyBytes, pushStanding, sameBytes, turnOn } from './push-here.ts';

const DEVICE = { id: 'push_one', device: 'Firefox', createdAt: '2026-10-14T18:00:00.000Z' } as PushDevice;
const info = { publicKey: 'key', devices: [DEVICE] };
const here = { supported: true, permission: 'granted' as const, id: 'push_one' };

describe('pushes to this browser', () => {
  it('are on where they are allowed and the device is on the list', () =>
    assert.equal(pushStanding(info, here), 'on'));
  it('are off after the device was taken off from elsewhere', () =>
    assert.equal(pushStanding({ ...info, devices: [] }, here), 'off'));
  it('are off when the permission was taken back', () =>
    assert.equal(pushStanding(info, { ...here, permission: 'default' }), 'off'));
  it('are said to be blocked, unsupported or without a key', () => {
    assert.equal(pushStanding(info, { ...here, permission: 'denied' }), 'blocked');
    assert.equal(pushStanding(info, { ...here, supported: false }), 'unsupported');
    assert.equal(pushStanding({ ...info, publicKey: null }, here), 'no-key');
  });
});

describe('the key browsers subscribe with', () => {
  it('is read from base64url without padding', () =>
    assert.deepEqual([...keyBytes('-_8AAQ')], [251, 255, 0, 1]));
  it('is told from another one', () => {
    assert.equal(sameBytes(keyBytes('-_8AAQ'), new Uint8Array([251, 255, 0, 1])), true);
    assert.equal(sameBytes(keyBytes('-_8AAQ'), new Uint8Array([251, 255, 0, 2])), false);
    assert.equal(sameBytes(keyBytes('-_8AAQ'), null), false);
  });
});

describe('turning pushes on', () => {
  const browser = {
    permission: 'granted',
    active: true,
    ended: 0,
    subscribe: async (): Promise<object> => ({ unsubscribe: async () => void browser.ended++ }),
    answer: async () => Response.json(DEVICE, { status: 201 }),
  };
  const asItWas = { ...browser };
  beforeEach(() => {
    Object.assign(browser, asItWas, { ended: 0 });
    const pushManager = { getSubscription: async () => null, subscribe: () => browser.subscribe() };
    const registration = async () => ({ active: browser.active ? {} : null, pushManager });
    const stand = (name: string, value: unknown) =>
      Object.defineProperty(globalThis, name, { value, configurable: true });
    stand('Notification', { requestPermission: async () => browser.permission });
    stand('navigator', { serviceWorker: { getRegistration: registration } });
    mock.method(globalThis, 'fetch', () => browser.answer());
    mock.method(console, 'warn', () => {});
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.reset());

  it('says nothing when it is done', async () => assert.equal(await turnOn('AAAA'), null));
  it('says why the browser did not let us', async () => {
    browser.permission = 'denied';
    assert.match((await turnOn('AAAA')) ?? '', /blocks our pushes/);
    browser.permission = 'default';
    assert.match((await turnOn('AAAA')) ?? '', /nothing was chosen/);
    Object.assign(browser, { permission: 'granted', active: false });
    assert.match((await turnOn('AAAA')) ?? '', /Load the page again/);
  });
  it('says so when the push service refuses, or is never heard of', async () => {
    browser.subscribe = () => Promise.reject(new Error('AbortError'));
    assert.match((await turnOn('AAAA')) ?? '', /push service of this browser could not be reached/);
    browser.subscribe = () => new Promise(() => {});
    const said = turnOn('AAAA');
    await new Promise(setImmediate);
    mock.timers.tick(20_000);
    assert.match((await said) ?? '', /push service of this browser could not be reached/);
  });
  it('ends what the browser began when we can’t take it, and says why', async () => {
    browser.answer = () => Promise.reject(new TypeError('no line'));
    assert.match((await turnOn('AAAA')) ?? '', /Try again later/);
    browser.answer = async () => Response.json({ detail: 'Take one off the list first.' }, { status: 409 });
    assert.equal(await turnOn('AAAA'), 'Take one off the list first.');
    assert.equal(browser.ended, 2);
  });
});
