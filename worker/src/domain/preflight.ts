/** What would make a post fail, found before it does (promise 3): pure, from what TikTok, R2 and the account said. */
import type { CreatorInfo, FailureReason, Finding } from '../contract/index.ts';
import type { Snapshot } from './snapshot.ts';

export interface Known {
  /** TikTok's word on the account, or why there is none. `silent`: TikTok did not answer, which is no objection. */
  creator: { info: CreatorInfo } | { refused: FailureReason } | 'silent';
  media: 'as_checked' | 'changed' | 'missing' | 'unreachable';
  /** Posts of the account in the 24 h up to this one, itself included. */
  postsIn24h: number;
}

/** TikTok takes about 15 posts a creator in 24 h, by all apps together (tiktok-api.md 8). */
export const POSTS_IN_24H_ABOUT = 15;

const PRIVACY_WORDS = {
  PUBLIC_TO_EVERYONE: 'Everyone',
  MUTUAL_FOLLOW_FRIENDS: 'Friends',
  FOLLOWER_OF_CREATOR: 'Followers',
  SELF_ONLY: 'Only me',
} as const;

const REFUSED: Partial<Record<FailureReason, [sentence: string, action: string]>> = {
  reconnect_needed: ['TikTok signed us out of this account.', 'Reconnect'],
  permission_missing: ['TikTimer may no longer post for this account.', 'Allow posting again'],
  account_banned: [
    'TikTok does not let this account post. Only TikTok can change that.',
    "Open TikTok's help",
  ],
  daily_cap: ['TikTok takes no more posts from this account for now.', 'Pick a new time'],
  creator_cap: ["This TikTimer has reached TikTok's number of creators for today.", 'Pick a new time'],
};

/** Counts of the last 24 hours (tiktok-api.md 8): what is refused for one now may be taken later. */
export const isCap = (reason: FailureReason): boolean => reason === 'daily_cap' || reason === 'creator_cap';

type Facts = Pick<Snapshot, 'privacy' | 'allowComment' | 'allowDuet' | 'allowStitch' | 'media'>;

/** Findings, those that block first. An empty list means nothing is known that would stop the post. */
export function preflight(post: Facts, known: Known): Finding[] {
  const findings: Finding[] = [];
  const add = (severity: Finding['severity'], code: string, sentence: string, action: string | null) =>
    findings.push({ code, severity, sentence, action });

  if (known.media === 'changed' || known.media === 'missing') {
    add('blocks', 'media_changed', 'The video file is not the one that was checked.', 'Replace the video');
  }
  const { creator } = known;
  if (creator !== 'silent' && 'refused' in creator) {
    const [sentence, action] = REFUSED[creator.refused] ?? [
      'TikTok refuses posts from this account at the moment.',
      'Try again later',
    ];
    // Caps move by themselves within a day; they are said, and decide only when the time has come.
    add(isCap(creator.refused) ? 'warns' : 'blocks', creator.refused, sentence, action);
  } else if (creator !== 'silent') {
    findings.push(...creatorFindings(post, creator.info));
  }
  if (known.postsIn24h > POSTS_IN_24H_ABOUT) {
    add(
      'warns',
      'many_posts',
      `This account has ${known.postsIn24h} posts in 24 hours; TikTok takes about ${POSTS_IN_24H_ABOUT}.`,
      'Pick a new time',
    );
  }
  return findings.sort((a, b) => Number(b.severity === 'blocks') - Number(a.severity === 'blocks'));
}

function creatorFindings(post: Facts, info: CreatorInfo): Finding[] {
  const findings: Finding[] = [];
  if (!info.privacyOptions.includes(post.privacy)) {
    findings.push({
      code: 'privacy_not_offered',
      severity: 'blocks',
      sentence: `“${PRIVACY_WORDS[post.privacy]}” is not offered for this account. We never pick another for you.`,
      action: 'Choose who can see it',
    });
  }
  if (info.maxVideoSeconds > 0 && post.media.durationMs > info.maxVideoSeconds * 1000) {
    findings.push({
      code: 'refused_content',
      severity: 'blocks',
      sentence: `The video is ${clockWords(post.media.durationMs)} long. @${info.username} may post up to ${clockWords(info.maxVideoSeconds * 1000)}.`,
      action: 'Replace the video',
    });
  }
  const off = switchedOff(post, info);
  for (const [what, isOff] of Object.entries(off)) {
    if (!isOff) continue;
    const name = what.charAt(0).toUpperCase() + what.slice(1);
    findings.push({
      code: `${what}_off`,
      severity: 'warns',
      sentence: `${name} is off in your TikTok settings, so the post goes out without it.`,
      action: null,
    });
  }
  return findings;
}

/** Interactions the post allows and the creator has switched off in TikTok: sent as disabled (design 5). */
export const switchedOff = (post: Omit<Facts, 'privacy' | 'media'>, info: CreatorInfo) => ({
  comment: post.allowComment && info.commentDisabled,
  duet: post.allowDuet && info.duetDisabled,
  stitch: post.allowStitch && info.stitchDisabled,
});

const clockWords = (ms: number) =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
