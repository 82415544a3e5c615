import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { PostId } from '@tiktimer/worker/contract';
import { blockedPost, leavingOn, OFFLINE, rehearsal, signedOutOf, worstFirst } from './strips.ts';

const coming = {
  id: 'post_1' as PostId,
  caption: 'Rye without fear',
  publishAt: '2026-10-14T16:00:00.000Z',
  held: null,
  findings: [],
};

describe('the line under the top bar', () => {
  it('names the worst first', () => {
    const blocked = { ...OFFLINE, kind: 'blocked' } as const;
    const order = worstFirst([rehearsal(null), signedOutOf('mira'), blocked, OFFLINE]);
    assert.deepEqual(
      order.map(({ kind }) => kind),
      ['offline', 'blocked', 'signed_out', 'rehearsal'],
    );
  });
  it('says nothing of a post that only has a warning', () => {
    const findings = [{ code: 'duet_off', severity: 'warns' as const, sentence: 'x', action: null }];
    assert.equal(blockedPost({ ...coming, findings }, 'Europe/Berlin'), undefined);
  });
  it('names a post that will not go out, its time, and the one thing that helps', () => {
    const findings = [
      {
        code: 'privacy_not_offered',
        severity: 'blocks' as const,
        sentence: 'Not offered.',
        action: 'Choose who can see it',
      },
    ];
    const concern = blockedPost({ ...coming, findings }, 'Europe/Berlin');
    assert.equal(concern?.lead, '“Rye without fear”, Wed 14 Oct, 18:00, needs you.');
    assert.deepEqual(concern?.way, { name: 'Choose who can see it', to: '/posts/post_1' });
  });
  it('names a long handle only where there is room for it', () => {
    const finding = { code: 'reconnect_needed', severity: 'blocks' as const, sentence: 'x' };
    const wayTo = (action: string) =>
      blockedPost({ ...coming, findings: [{ ...finding, action }] }, 'Europe/Berlin')?.way;
    assert.equal(wayTo('Reconnect @slow.oven.of.valleys5966')?.short, 'Reconnect');
    assert.equal(wayTo('Choose who can see it')?.short, undefined);
  });
  it('says on which day an account goes, and how to keep it', () => {
    const concern = leavingOn('2026-12-13T09:00:00.000Z', 'Europe/Berlin');
    assert.equal(concern.lead, 'Your account is deleted on 13 Dec 2026.');
    assert.equal(concern.way?.to, '/settings/data');
  });
  it('shows the simulator only where there is one', () => {
    assert.equal(rehearsal(null).way, undefined);
    assert.equal(rehearsal('http://127.0.0.1:8802').way?.to, 'http://127.0.0.1:8802');
  });
});
