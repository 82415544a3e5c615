import type { Post } from '@tiktimer/worker/contract';
import { firstWords } from './first-words.ts';
import { date, planned } from './format.ts';

/** What everybody must see at once, as one line with at most one way out. */
export interface Concern {
  kind: 'offline' | 'blocked' | 'signed_out' | 'leaving' | 'rehearsal';
  tone: 'bad' | 'warn' | 'info';
  lead: string;
  words: string;
  way?: Way;
  /** A second one, where one leads to the reason and one to its end. */
  also?: Way;
}
interface Way {
  name: string;
  /** On a phone. */
  short?: string;
  to: string;
}

/** The worst first (ui.md 2). */
const WORST_FIRST: Concern['kind'][] = ['offline', 'blocked', 'signed_out', 'leaving', 'rehearsal'];
export const worstFirst = (concerns: Concern[]): Concern[] =>
  concerns.toSorted((a, b) => WORST_FIRST.indexOf(a.kind) - WORST_FIRST.indexOf(b.kind));

export const OFFLINE: Concern = {
  kind: 'offline',
  tone: 'warn',
  lead: 'You are offline.',
  words: 'What is scheduled goes out anyway; changes wait here.',
};

/** A handle may be longer than a phone is wide. */
const wayOf = (name: string, to: string): Way => ({
  name,
  ...(name.startsWith('Reconnect @') && { short: 'Reconnect' }),
  to,
});

type Coming = Pick<Post, 'id' | 'caption' | 'publishAt' | 'held' | 'findings'>;

const CAPTION_SHOWN = 40;

/** A post that will not go out as things stand: held already, or stopped by what a check found. */
export function blockedPost(post: Coming, zone: string): Concern | undefined {
  const finding = post.held ?? post.findings.find(({ severity }) => severity === 'blocks');
  if (!finding) return undefined;
  const words = firstWords(post.caption, CAPTION_SHOWN);
  const name = words ? `“${words}”` : 'A post without a caption';
  const time = post.publishAt ? `, ${planned(post.publishAt, zone)},` : '';
  return {
    kind: 'blocked',
    tone: post.held ? 'bad' : 'warn',
    lead: `${name}${time} needs you.`,
    words: finding.sentence,
    way: wayOf(finding.action ?? 'Look', `/posts/${post.id}`),
  };
}

export const signedOutOf = (username: string): Concern => ({
  kind: 'signed_out',
  tone: 'warn',
  lead: `TikTok signed us out of @${username}.`,
  words: 'Posts on this account wait until you connect it again.',
  way: { name: 'Reconnect', to: '/accounts' },
});

/** The account is going, and can still be kept. */
export const leavingOn = (deletesAt: string, zone: string): Concern => ({
  kind: 'leaving',
  tone: 'warn',
  lead: `Your account is deleted on ${date(deletesAt, zone)}.`,
  words: 'Until then you can keep it, with everything in it.',
  way: { name: 'Keep my account', to: '/settings/data' },
});

export const rehearsal = (simulatorUrl: string | null): Concern => ({
  kind: 'rehearsal',
  tone: 'info',
  lead: 'Rehearsal.',
  words: 'No TikTok keys are set, so posts go to the built-in simulator, not to TikTok.',
  ...(simulatorUrl && { way: { name: 'Open simulator feed', to: simulatorUrl } }),
  also: { name: 'How to go live', to: '/go-live' },
});
