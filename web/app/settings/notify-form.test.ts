import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { notifyOf, pressed, quietOf, sameNotify, testWords } from './notify-form.ts';

const form = (...fields: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};
const SETTINGS = {
  live: ['push' as const],
  failed: ['mail' as const, 'push' as const],
  needsYou: [],
  findings: ['mail' as const],
  weekly: ['mail' as const],
};

describe('the table of news', () => {
  it('reads ticked boxes, and takes an empty row for off', () =>
    assert.deepEqual(
      notifyOf(form(['live', 'push'], ['failed', 'mail'], ['failed', 'push'], ['weekly', 'mail'])),
      {
        live: ['push'],
        failed: ['mail', 'push'],
        needsYou: [],
        findings: [],
        weekly: ['mail'],
      },
    ));
  it('knows no channel but its own, and no weekly push', () => {
    const { live, weekly } = notifyOf(form(['live', 'pigeon'], ['weekly', 'push']));
    assert.deepEqual([live, weekly], [[], []]);
  });
  it('is as it was once a box is pressed twice, in whatever order its channels stand', () => {
    const once = pressed(SETTINGS, 'failed', 'mail');
    assert.deepEqual(once.failed, ['push']);
    assert.equal(sameNotify(SETTINGS, once), false);
    assert.equal(sameNotify(SETTINGS, pressed(once, 'failed', 'mail')), true);
  });
});

describe('quiet hours', () => {
  it('are none while the switch is off, whatever the times say', () =>
    assert.equal(quietOf(form(['from', '22:00'], ['to', '07:00'])), null));
  it('are the times beside the switch', () =>
    assert.deepEqual(quietOf(form(['quiet', 'on'], ['from', '22:00'], ['to', '07:00'])), {
      from: '22:00',
      to: '07:00',
    }));
});

describe('a test', () => {
  for (const [sent, words] of [
    [{ mail: true, devices: 2 }, 'On its way by mail and to 2 devices.'],
    [{ mail: true, devices: 0 }, 'On its way by mail. No device gets pushes yet.'],
    [{ mail: false, devices: 1 }, 'On its way to 1 device. No mail: your address is not confirmed.'],
    [
      { mail: false, devices: 0 },
      'Nothing was sent: your address is not confirmed, and no device gets pushes.',
    ],
  ] as const)
    it(`says “${words}”`, () => assert.equal(testWords(sent), words));
});
