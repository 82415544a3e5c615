import type { User } from '../users.ts';
import { privacyOptions, refusalOf } from '../users.ts';
import type { World } from '../world.ts';
import type { Answer, Call } from './endpoint.ts';
import { refuse } from './endpoint.ts';

/** Refusals travel with HTTP 200 and empty data (tiktok-api.md 2). */
export function creatorInfo(world: World, { user, origin }: Call): Answer {
  const refusal = refusalOf(world, user);
  if (refusal) return refuse(200, refusal);
  return {
    data: {
      creator_avatar_url: avatarUrl(world, user, origin),
      creator_username: user.username,
      creator_nickname: user.nickname,
      privacy_level_options: privacyOptions(world, user),
      comment_disabled: user.commentDisabled,
      duet_disabled: user.duetDisabled || user.private,
      stitch_disabled: user.stitchDisabled || user.private,
      max_video_post_duration_sec: user.maxVideoSeconds,
    },
  };
}

/** The fields each scope opens (tiktok-api.md 12). */
const FIELDS: Record<string, string> = {
  open_id: 'user.info.basic',
  union_id: 'user.info.basic',
  avatar_url: 'user.info.basic',
  avatar_url_100: 'user.info.basic',
  avatar_large_url: 'user.info.basic',
  display_name: 'user.info.basic',
  bio_description: 'user.info.profile',
  profile_deep_link: 'user.info.profile',
  is_verified: 'user.info.profile',
  username: 'user.info.profile',
  follower_count: 'user.info.stats',
  following_count: 'user.info.stats',
  likes_count: 'user.info.stats',
  video_count: 'user.info.stats',
};

export function userInfo(world: World, { user, scopes, origin, query }: Call): Answer {
  const fields = (query('fields') ?? '').split(',').filter(Boolean);
  if (fields.length === 0) return refuse(400, 'invalid_params', 'The fields parameter is required');
  const unknown = fields.find((field) => !Object.hasOwn(FIELDS, field));
  if (unknown) return refuse(400, 'invalid_params', `Unknown field ${unknown}`);
  if (fields.some((field) => !scopes.includes(FIELDS[field] ?? ''))) {
    return refuse(
      401,
      'scope_not_authorized',
      'The user did not authorize the scope required for this request.',
    );
  }
  const all = profile(world, user, origin);
  return { data: { user: Object.fromEntries(fields.map((field) => [field, all[field]])) } };
}

function profile(world: World, user: User, origin: string): Record<string, unknown> {
  const avatar = avatarUrl(world, user, origin);
  const videos = world.row<{ n: number }>(
    `SELECT COUNT(*) AS n FROM publishes WHERE open_id = ? AND public_at <= ?`,
    user.openId,
    world.now(),
  );
  return {
    open_id: user.openId,
    union_id: `union-${user.openId}`,
    avatar_url: avatar,
    avatar_url_100: avatar,
    avatar_large_url: avatar,
    display_name: user.nickname,
    bio_description: '',
    profile_deep_link: `${origin}/@${user.username}`,
    is_verified: false,
    username: user.username,
    follower_count: 128,
    following_count: 64,
    likes_count: 512,
    video_count: videos?.n ?? 0,
  };
}

/** Seconds; tiktok-api.md 2. */
const AVATAR_LIVES = 2 * 60 * 60;

/** Another signature in each answer, as TikTok does. */
function avatarUrl(world: World, user: User, origin: string): string {
  if (user.avatarUrl !== null) return user.avatarUrl;
  const expires = Math.floor(world.now() / 1000) + AVATAR_LIVES;
  return `${origin}/avatar/${encodeURIComponent(user.openId)}.png?x-expires=${expires}`;
}
