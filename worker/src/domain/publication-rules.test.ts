import { describe, expect, it } from 'vitest';
import type { ArmingId, LinkId, MediaId, PostId, UserId, WorkspaceId } from '../contract/ids.ts';
import type { AccountId } from '../contract/index.ts';
import type { HandOver, Publication, StagedUpload, State } from './publication.ts';
import { adopt, beforeFence, DAY, HOUR, MINUTE, SECOND, stageLead } from './publication.ts';
import { answerLost, bytesMissing, failedByTikTok, fenced, published } from './publication-outcome.ts';
import { AWAKE_BEFORE, wake } from './publication-rules.ts';
import type { Snapshot } from './snapshot.ts';
import type { Trouble } from './trouble.ts';

const NOON = 1_800_000_000_000;
const snapshot: Snapshot = {
  postId: 'post_1' as PostId,
  workspaceId: 'ws_1' as WorkspaceId,
  armingId: 'arm_1' as ArmingId,
  revision: 2,
  accountId: 'acct_1' as AccountId,
  openId: 'open',
  linkId: 'link_1' as LinkId,
  mediaId: 'media_1' as MediaId,
  media: { key: 'k', etag: 'e', bytes: 3_000_000, type: 'video/mp4', durationMs: 9_000 },
  caption: '',
  privacy: 'SELF_ONLY',
  allowComment: false,
  allowDuet: false,
  allowStitch: false,
  ownBrand: false,
  branded: false,
  aiGenerated: false,
  coverMs: null,
  consent: { text: 'music_usage', at: NOON, userId: 'user_1' as UserId },
  dueAt: NOON,
  latestAt: NOON + 2 * HOUR,
  zone: 'UTC',
  handle: 'ana',
};
const upload: StagedUpload = {
  publishId: 'p1',
  uploadUrl: 'https://upload.test/1',
  expiresAt: NOON + 58 * MINUTE,
  plan: { bytes: 3_000_000, chunkBytes: 3_000_000, chunkCount: 1 },
  chunksDone: 0,
};
const fence: HandOver = {
  upload,
  fencedAt: NOON,
  sends: 1,
  sendOpen: false,
  lastSendEndedAt: NOON,
  addressDead: false,
  taken: false,
  missingSince: null,
};
const at = (state: State, more: Partial<Publication> = {}): Publication => ({
  ...adopt(snapshot, 1, NOON - 2 * DAY),
  publishId: 'p1',
  nextAt: NOON - 2 * DAY,
  state,
  ...more,
});
const handingOver = (more: Partial<HandOver> = {}) => at({ phase: 'handing_over', ...fence, ...more });
const silence: Trouble = {
  action: 'retry',
  reason: 'tiktok_down',
  code: 'internal',
  technical: 'internal',
  httpStatus: null,
  retryAfterMs: null,
};
const unanswered = { technical: 'PUT 405', addressRefused: true, tailLeft: true };

describe('a waiting post', () => {
  const waiting = (now: number, more: Partial<Publication> = {}) =>
    wake(at({ phase: 'waiting' }, more), now, false);

  it('is checked a day before, an hour before, and when its staging begins', () => {
    expect(waiting(NOON - DAY).action).toEqual({ do: 'preflight', at: 'day' });
    expect(waiting(NOON - HOUR, { checked: { day: true, hour: false } }).action).toEqual({
      do: 'preflight',
      at: 'hour',
    });
    const checked = { day: true, hour: true };
    expect(waiting(NOON - AWAKE_BEFORE, { checked }).action).toEqual({ do: 'preflight', at: 'staging' });
  });

  it('sleeps until the next of them', () => {
    expect(waiting(NOON - 2 * DAY).next.nextAt).toBe(NOON - DAY);
    const { next, action } = waiting(NOON - 3 * HOUR, { checked: { day: true, hour: false } });
    expect(action).toEqual({ do: 'sleep' });
    expect(next.nextAt).toBe(NOON - HOUR);
  });

  it('begins earlier the larger its file, and at most 45 minutes before', () => {
    const small = stageLead('post_1', 3_000_000, 0);
    expect(small).toBeGreaterThanOrEqual(AWAKE_BEFORE);
    expect(stageLead('post_1', 4_000_000_000, 0)).toBeGreaterThan(small + 6 * MINUTE);
    expect(stageLead('post_1', 4_000_000_000, 3 * HOUR)).toBe(45 * MINUTE);
  });

  it('fails with what held it up once its latest time has passed, and is not sent any more', () => {
    const held = { reason: 'reconnect_needed' as const, technical: null, at: NOON };
    const { next, action } = waiting(snapshot.latestAt + 1, { held });
    expect(action).toEqual({ do: 'close' });
    expect(next.state).toEqual({ phase: 'finished', outcome: 'failed' });
    expect(next.failure?.reason).toBe('reconnect_needed');
    expect(waiting(snapshot.latestAt + 1).next.failure?.reason).toBe('missed_window');
  });
});

describe('before the fence', () => {
  it('an init whose answer died with its run is made anew, and the lost one recorded', () => {
    const { next, action } = wake(at({ phase: 'initiating', asked: true }), NOON - MINUTE, false);
    expect(action).toEqual({ do: 'init' });
    expect(next.entries.map((entry) => entry.step)).toContain('init_lost');
  });

  it('after a death TikTok is asked what it holds before the next chunk', () => {
    const uploading = at({ phase: 'uploading', upload });
    expect(wake(uploading, NOON - MINUTE, false).action).toEqual({ do: 'ask_progress' });
    expect(wake(uploading, NOON - MINUTE, true).action).toEqual({ do: 'send_chunk', index: 0 });
  });

  it('an address that would end too soon is left for a new one', () => {
    const staged = at({ phase: 'staged', upload: { ...upload, expiresAt: NOON } });
    expect(wake(staged, NOON - MINUTE, false).action).toEqual({ do: 'init' });
  });

  it('a staged post is awake 75 seconds before its time', () => {
    const { next, action } = wake(at({ phase: 'staged', upload }), NOON - 5 * MINUTE, false);
    expect(action).toEqual({ do: 'sleep' });
    expect(next.nextAt).toBe(NOON - AWAKE_BEFORE);
    expect(wake(next, NOON - AWAKE_BEFORE, false).action).toEqual({ do: 'hand_over' });
  });
});

describe('after the fence', () => {
  it('nothing can be cancelled or changed', () => {
    expect(beforeFence(at({ phase: 'holding', upload }))).toBe(true);
    expect(beforeFence(fenced(at({ phase: 'holding', upload }), upload, NOON))).toBe(false);
  });

  it('its latest time never applies: TikTok is asked', () => {
    expect(wake(handingOver(), snapshot.latestAt + HOUR, false).action).toEqual({ do: 'reconcile' });
  });

  it('the same address is used while it lives, however often it refuses', () => {
    const refused = answerLost(handingOver(), unanswered, NOON + MINUTE);
    expect(bytesMissing(refused, NOON + 2 * MINUTE)).toMatchObject({ sendAgain: true });
    expect(refused.state).toMatchObject({ addressDead: false });
  });

  it('a new init needs a dead address and bytes missing on two polls ten minutes apart', () => {
    const { expiresAt } = upload;
    const late = at({ phase: 'handing_over', ...fence }, { snapshot: { ...snapshot, latestAt: NOON + DAY } });
    const dead = answerLost(late, unanswered, expiresAt + 1);
    const first = bytesMissing(dead, expiresAt + MINUTE).next;
    expect(first.state.phase).toBe('handing_over');
    const soon = bytesMissing(first, expiresAt + 10 * MINUTE).next;
    expect(soon.state.phase).toBe('handing_over');
    const second = bytesMissing(soon, expiresAt + 11 * MINUTE).next;
    expect(second.state.phase).toBe('initiating');
  });

  it('a send in between begins the two polls anew', () => {
    const missing = handingOver({ addressDead: true, missingSince: upload.expiresAt + MINUTE });
    expect(fenced(missing, upload, upload.expiresAt + 2 * MINUTE).state).toMatchObject({
      missingSince: null,
    });
  });

  it('what TikTok once took whole is never sent by a new init, whatever it says later', () => {
    const taken = handingOver({ taken: true, addressDead: true, missingSince: upload.expiresAt });
    expect(bytesMissing(taken, upload.expiresAt + HOUR).next.state.phase).toBe('handing_over');
  });

  it('a day after the last send the outcome is unknown; sends that broke off before the tail do not count', () => {
    const broken = answerLost(handingOver(), { ...unanswered, tailLeft: false }, NOON + 23 * HOUR);
    expect(wake(broken, NOON + DAY - SECOND, false).action).toEqual({ do: 'reconcile' });
    expect(wake(broken, NOON + DAY + SECOND, false).next.state.phase).toBe('unknown');
  });

  it('an unknown outcome is never sent again by itself, and ends by what TikTok says', () => {
    const unknown = at({ phase: 'unknown', publishId: 'p1', polls: 3 });
    expect(failedByTikTok(unknown, silence, NOON + MINUTE, 0.5).state).toEqual({
      phase: 'finished',
      outcome: 'failed',
    });
    expect(published(unknown, null, NOON + MINUTE).state).toEqual({
      phase: 'finished',
      outcome: 'published',
    });
  });

  it("TikTok's FAILED allows a new init while there is time", () => {
    expect(failedByTikTok(handingOver(), silence, NOON + MINUTE, 0.5).state.phase).toBe('initiating');
    expect(failedByTikTok(handingOver(), silence, snapshot.latestAt, 0.5).state.phase).toBe('finished');
  });
});

describe('a public post', () => {
  it('is published at once, and followed for its link at 1, 5, 15 and 60 minutes, 6 and 24 hours', () => {
    let p = at({ phase: 'processing', upload, lastSendEndedAt: NOON, since: NOON, polls: 0, slow: false });
    p = { ...p, snapshot: { ...snapshot, privacy: 'PUBLIC_TO_EVERYONE' } };
    const asked: number[] = [];
    for (p = published(p, null, NOON); p.state.phase === 'following'; p = published(p, null, p.nextAt)) {
      expect(p.publishedAt).toBe(NOON);
      asked.push(p.nextAt - NOON);
    }
    expect(asked).toEqual([MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY]);
    expect(p.notices.map((notice) => notice.kind)).toEqual(['published']);
  });
});
