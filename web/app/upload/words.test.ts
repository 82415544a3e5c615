import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Media } from '@tiktimer/worker/contract';
import type { Busy } from './send-up.ts';
import type { News, Queued } from './uploads.ts';
import { lostWords, markOf, newsWords } from './words.ts';

const file = new File(['clip'], 'one.mp4');
let born = 0;
const item = (upload: Busy | null): Queued => ({ id: ++born, file, upload, check: null });
const waiting = () => item(null);
const sending = () => item({ step: 'preparing', file, startedAt: 0, alreadySent: 0 });
const refused = () => item({ step: 'refused', file });
const stopped = (sentence: string | null, alone = false) =>
  item({ step: 'stopped', file, sentence, alone, sent: 0 });
const media = (name: string, status = 'ready') => ({ name, status }) as Media;

describe('the mark of the uploads', () => {
  it('is nowhere when there are none', () => assert.equal(markOf([]), null));
  it('counts those that are not there yet', () => {
    assert.equal(markOf([sending(), waiting(), refused()])?.words, '2 uploading');
  });
  it('says that they are paused, or that they stopped, which needs somebody', () => {
    assert.deepEqual(markOf([stopped(null), waiting()]), {
      sign: '2',
      words: 'upload paused',
      trouble: false,
    });
    assert.deepEqual(markOf([stopped('The line broke.'), waiting()]), {
      sign: '!',
      words: 'upload stopped',
      trouble: true,
    });
  });
  it('counts what was not taken when nothing else is left', () => {
    assert.deepEqual(markOf([refused(), stopped('No room.', true)]), {
      sign: '!',
      words: '2 need you',
      trouble: true,
    });
  });
});

describe('the news of the uploads', () => {
  const words = (...news: News[]) => newsWords(news);
  it('names a file that stands alone, and counts several', () => {
    assert.equal(words({ end: 'arrived', media: media('one.mp4') }), 'one.mp4 is in your library.');
    assert.equal(
      words({ end: 'arrived', media: media('one.mp4') }, { end: 'arrived', media: media('two.mp4') }),
      '2 files are in your library.',
    );
  });
  it('says what TikTok would refuse, whether it was found here or by the server', () => {
    assert.equal(
      words({ end: 'arrived', media: media('one.mp4', 'rejected') }, { end: 'refused', name: 'two.mp4' }),
      'TikTok would refuse 2 files.',
    );
  });
  it('says what stopped, after what arrived', () => {
    assert.equal(
      words({ end: 'stopped', name: 'two.mp4' }, { end: 'arrived', media: media('one.mp4') }),
      'one.mp4 is in your library. The upload of two.mp4 stopped.',
    );
  });
  it('is silent about a picture', () => assert.equal(words({ end: 'pictured', media: media('a') }), ''));
});

describe('signing out', () => {
  it('says how many files did not get there, and nothing where none was left', () => {
    assert.equal(lostWords([refused()]), '');
    assert.match(lostWords([sending()]), /^One file /);
    assert.match(lostWords([stopped(null), waiting(), refused()]), /^2 files /);
  });
});
