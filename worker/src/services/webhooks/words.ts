import type { Delivery } from '../../contract/index.ts';

type Problem = NonNullable<Delivery['problem']>;

/** What an owner reads of an event that did not arrive. */
const WORDS: Record<Problem, string> = {
  backlog_full: 'Too many events waited already, so this one was not sent.',
  switched_off: 'The webhook was switched off before this arrived.',
  address_refused: 'Its name leads into a private network, where we send nothing.',
  name_not_found: 'There is no host of this name.',
  our_setup: 'We could not sign it. This is ours to mend.',
  no_answer: 'It could not be reached.',
  too_slow: 'It did not answer within five seconds.',
  redirected: 'It answered with another address; we follow none.',
  refused: 'It did not accept it.',
  gone: 'It answered 410 Gone, so the webhook was switched off.',
};

export const problemWords = (problem: Problem | null) => (problem === null ? null : WORDS[problem]);

const hostOf = (url: string) => new URL(url).host;

/** The notice when a webhook was switched off without its owner. */
export const endingWords = (url: string, ending: 'gone' | 'failing') =>
  ending === 'gone'
    ? `Your webhook at ${hostOf(url)} said that it is gone, so it is switched off.`
    : `Nothing reached your webhook at ${hostOf(url)} for three days, so it is switched off.`;
