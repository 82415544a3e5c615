import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Draft } from './draft.ts';
import { consentOf, emptyDraft } from './draft.ts';
import { missingWords, whatIsMissing } from './missing.ts';

const NOW = Date.UTC(2026, 9, 14, 12);
const around = {
  uploading: false,
  mediaBlocked: false,
  barred: null,
  means: { kind: 'at', at: NOW + 60_000, twice: false } as const,
  now: NOW,
};
const whole: Draft = {
  ...emptyDraft('Europe/Berlin', NOW),
  accountId: 'acct',
  mediaId: 'media',
  privacy: 'PUBLIC_TO_EVERYONE',
};
const words = (draft: Partial<Draft>, other = {}) =>
  missingWords(whatIsMissing({ ...whole, ...draft }, { ...around, ...other }));

describe('a new post', () => {
  it('begins with nothing chosen that is the creator’s to choose', () => {
    const {
      privacy,
      allowComment,
      allowDuet,
      allowStitch,
      disclose,
      ownBrand,
      branded,
      aiGenerated,
      caption,
    } = emptyDraft('Europe/Berlin', NOW);
    assert.equal(privacy, '');
    assert.equal(caption, '');
    assert.ok(
      ![allowComment, allowDuet, allowStitch, disclose, ownBrand, branded, aiGenerated].some(Boolean),
    );
  });
  it('suggests a whole hour that lies ahead', () => {
    assert.equal(emptyDraft('Europe/Berlin', NOW + 1).time, '16:00:00');
  });
});

describe('a post that can be scheduled', () => {
  it('has an account, a video and a visibility', () => {
    assert.equal(words({}), undefined);
    assert.equal(words({ mediaId: '', privacy: '' }), 'Still missing: the video, who can see this post');
  });
  it('waits for its upload', () => {
    assert.equal(words({}, { uploading: true }), 'Still missing: the upload, still on its way');
  });
  it('is no file that was refused before it was sent: that one is not on its way', () => {
    assert.equal(words({ mediaId: '' }, { mediaBlocked: true }), 'Still missing: a video TikTok takes');
  });
  it('says what it promotes once the disclosure is on, in TikTok’s words', () => {
    assert.equal(
      words({ disclose: true }),
      'You need to indicate if your content promotes yourself, a third party, or both.',
    );
    assert.equal(words({ disclose: true, ownBrand: true }), undefined);
    assert.equal(
      words({ disclose: true, privacy: '' }),
      'Still missing: who can see this post. You need to indicate if your content promotes yourself, a third party, or both.',
    );
  });
  it('is never both branded and private', () => {
    const branded = { disclose: true, branded: true };
    assert.equal(
      words({ ...branded, privacy: 'SELF_ONLY' }),
      'Branded content visibility cannot be set to private.',
    );
    assert.equal(words({ ...branded, privacy: 'MUTUAL_FOLLOW_FRIENDS' }), undefined);
    assert.equal(words({ branded: true, disclose: false, privacy: 'SELF_ONLY' }), undefined);
  });
  it('has a time ahead, unless it goes out now', () => {
    const past = { means: { kind: 'at', at: NOW - 1, twice: false } };
    assert.equal(words({}, past), 'That time has passed.');
    assert.equal(words({ when: 'now' }, past), undefined);
  });
  it('counts captions in UTF-16 units, as TikTok does', () => {
    assert.equal(words({ caption: '🥐'.repeat(1100) }), undefined);
    assert.equal(words({ caption: `${'🥐'.repeat(1100)}!` }), 'Still missing: a shorter caption');
  });
});

describe('the declaration above the button', () => {
  it('names the branded content policy exactly when branded content is disclosed', () => {
    assert.equal(consentOf({ disclose: true, branded: true }), 'branded_content');
    assert.equal(consentOf({ disclose: false, branded: true }), 'music_usage');
    assert.equal(consentOf({ disclose: true, branded: false }), 'music_usage');
  });
});
