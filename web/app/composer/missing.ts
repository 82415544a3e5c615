import type { Draft } from './draft.ts';
import { barredByBranding, CAPTION_UNITS_MAX } from './draft.ts';
import type { WhenMeans } from './when.ts';

/** What still has to be done before a post may be scheduled, and the part of the page where. */
export interface Missing {
  words: string;
  /** The id of the control that takes the focus. */
  at: string;
  /** A whole sentence that stands for itself, in TikTok's words. */
  sentence?: string;
}

interface Surroundings {
  uploading: boolean;
  mediaBlocked: boolean;
  /** Why this account takes no posts now. */
  barred: string | null;
  means: WhenMeans;
  now: number;
}

/** In the order of the page. */
export function whatIsMissing(draft: Draft, around: Surroundings): Missing[] {
  const missing: Missing[] = [];
  const say = (words: string, at: string, sentence?: string) =>
    missing.push(sentence === undefined ? { words, at } : { words, at, sentence });
  if (!draft.accountId) say('the account', 'accountId');
  // Until that is mended the rest is not worth a word.
  if (around.barred)
    return [{ words: 'an account that may post now', at: 'accountId', sentence: around.barred }];
  if (around.uploading) say('the upload, still on its way', 'video');
  else if (around.mediaBlocked) say('a video TikTok takes', 'video');
  else if (!draft.mediaId) say('the video', 'video');
  if (draft.caption.length > CAPTION_UNITS_MAX) say('a shorter caption', 'caption');
  if (!draft.privacy) say('who can see this post', 'privacy');
  if (draft.disclose && !draft.ownBrand && !draft.branded)
    say(
      'what this post promotes',
      'ownBrand',
      'You need to indicate if your content promotes yourself, a third party, or both.',
    );
  const barred = draft.disclose && draft.branded ? barredByBranding(draft.privacy) : null;
  if (barred) say('who can see this post', 'privacy', barred);
  if (draft.when === 'at') {
    if (around.means.kind === 'incomplete') say('a date and a time', 'date');
    if (around.means.kind === 'gap') say('a time that exists', 'time');
    if (around.means.kind === 'at' && around.means.at <= around.now)
      say('a time ahead', 'time', 'That time has passed.');
  }
  return missing;
}

/** "Still missing: the video, who can see this post", then the sentences that stand for themselves, TikTok's among them. */
export function missingWords(missing: Missing[]): string | undefined {
  const plain = missing.filter(({ sentence }) => sentence === undefined).map(({ words }) => words);
  const sentences = missing.flatMap(({ sentence }) => sentence ?? []);
  if (plain.length > 0)
    sentences.unshift(`Still missing: ${plain.join(', ')}${sentences.length > 0 ? '.' : ''}`);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
