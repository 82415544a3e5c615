import * as z from 'zod';
import type { World } from '../world.ts';

/** tiktok-api.md 6. */
export const FAIL_REASONS = [
  'file_format_check_failed',
  'duration_check_failed',
  'frame_rate_check_failed',
  'picture_size_check_failed',
  'internal',
  'video_pull_failed',
  'photo_pull_failed',
  'publish_cancelled',
  'auth_removed',
  'spam_risk_too_many_posts',
  'spam_risk_user_banned_from_posting',
  'spam_risk_text',
  'spam_risk',
] as const;

const span = z.union([z.number().int().min(0), z.literal('forever')]);

/** How TikTok's checks of one post end. A reason outside the list is allowed: the client must stand it. */
export const Verdict = z.strictObject({
  fail: z.string().min(1).optional(),
  processing: span.optional(),
  moderation: span.optional(),
});
export type Verdict = z.infer<typeof Verdict>;

export const publishSubject = (publishId: string) => `publish:${publishId}`;
export const userSubject = (openId: string) => `user:${openId}`;

export function setVerdict(world: World, subject: string, verdict: Verdict | null): void {
  if (!verdict) world.run('DELETE FROM verdicts WHERE subject = ?', subject);
  else world.run('INSERT OR REPLACE INTO verdicts VALUES (?, ?)', subject, JSON.stringify(verdict));
}

/** The caption speaks last, then the publish, then its user: `#sim:fail=…`, `#sim:processing=forever|ms`. */
export function verdictFor(
  world: World,
  publish: { publish_id: string; open_id: string; title: string },
): Verdict {
  return {
    ...scripted(world, userSubject(publish.open_id)),
    ...scripted(world, publishSubject(publish.publish_id)),
    ...markersIn(publish.title),
  };
}

function scripted(world: World, subject: string): Verdict {
  const row = world.row<{ data: string }>('SELECT data FROM verdicts WHERE subject = ?', subject);
  return row ? Verdict.parse(JSON.parse(row.data)) : {};
}

export function markersIn(title: string): Verdict {
  const verdict: Verdict = {};
  for (const [, name, value = ''] of title.matchAll(/#sim:(fail|processing|moderation)=([a-z0-9_]+)/g)) {
    if (name === 'fail') verdict.fail = value;
    else if (value === 'forever' || /^\d+$/.test(value)) {
      verdict[name as 'processing' | 'moderation'] = value === 'forever' ? value : Number(value);
    }
  }
  return verdict;
}
