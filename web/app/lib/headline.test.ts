import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { headline } from './headline.ts';

it('a sentence of the receipt has a short head, and nothing of it is lost', () => {
  for (const [sentence, head, rest] of [
    ['Scheduled, with your consent.', 'Scheduled', 'With your consent.'],
    ['Handed over, 0.05 s after the time you picked.', 'Handed over', '0.05 s after the time you picked.'],
    [
      'Staged: 10.7 MB of 21.3 MB are at TikTok; the rest waits.',
      'Staged',
      '10.7 MB of 21.3 MB are at TikTok; the rest waits.',
    ],
    ['Looked again 24 hours before: all well.', 'Looked again 24 hours before', 'All well.'],
    ['The last part is on the line; its end is held.', 'The last part is on the line', 'Its end is held.'],
    [
      'We do not know if TikTok has this one, so we stopped.',
      'We do not know if TikTok has this one',
      'So we stopped.',
    ],
    ['Processing at TikTok.', 'Processing at TikTok', ''],
    ['Something without an end', 'Something without an end', ''],
  ] as const)
    assert.deepEqual(headline(sentence), { head, rest });
});
