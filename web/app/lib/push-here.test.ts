import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { PushDevice } from '@tiktimer/worker/contract';
import { keyBytes, pushStanding, sameBytes } from './push-here.ts';

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
