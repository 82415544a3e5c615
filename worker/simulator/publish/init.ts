import * as z from 'zod';
import { letters, newPublishId, newUploadId } from '../ids.ts';
import { privacyOptions, refusalOf } from '../users.ts';
import type { World } from '../world.ts';
import type { ChunkPlan } from './chunk-plan.ts';
import { troubleWithPlan } from './chunk-plan.ts';
import type { Answer, Call } from './endpoint.ts';
import { invalidParams, refuse } from './endpoint.ts';

const CAPTION_UNITS_MAX = 2_200;

const flag = z.boolean().optional();
/** Unknown fields are ignored without a word; a cover in source_info has no effect (tiktok-api.md 3.1, 15.9). */
const PostInfo = z.object({
  privacy_level: z.string(),
  title: z.string().optional(),
  disable_comment: flag,
  disable_duet: flag,
  disable_stitch: flag,
  video_cover_timestamp_ms: z.number().optional(),
  brand_content_toggle: flag,
  brand_organic_toggle: flag,
  is_aigc: flag,
});
const SourceInfo = z.object({
  source: z.enum(['FILE_UPLOAD', 'PULL_FROM_URL']),
  video_size: z.number().optional(),
  chunk_size: z.number().optional(),
  total_chunk_count: z.number().optional(),
});

/** Direct video post by file (tiktok-api.md 3.1, 3.2). */
export function initVideo(world: World, { user, body, origin }: Call): Answer {
  const post = PostInfo.safeParse(body.post_info);
  if (!post.success) return invalidParams(`The field ${fieldOf('post_info', post.error)} is invalid`);
  const source = SourceInfo.safeParse(body.source_info);
  if (!source.success) return invalidParams(`The field ${fieldOf('source_info', source.error)} is invalid`);
  if ((post.data.title ?? '').length > CAPTION_UNITS_MAX) return invalidParams('The title is too long');

  if (!world.settings.audited && !user.private) {
    return refuse(403, 'unaudited_client_can_only_post_to_private_accounts');
  }
  if (!privacyOptions(world, user).includes(post.data.privacy_level)) {
    return refuse(403, 'privacy_level_option_mismatch');
  }
  const refusal = refusalOf(world, user);
  if (refusal) return refuse(403, refusal);
  // No domain is verified for this app, so there is nothing to pull from yet.
  if (source.data.source === 'PULL_FROM_URL') return refuse(403, 'url_ownership_unverified');

  const plan: ChunkPlan = {
    videoSize: source.data.video_size ?? 0,
    chunkSize: source.data.chunk_size ?? 0,
    chunkCount: source.data.total_chunk_count ?? 0,
  };
  const trouble = troubleWithPlan(plan, world.settings.maxVideoBytes);
  if (trouble) return invalidParams(trouble);
  return begin(world, user.openId, post.data, plan, origin);
}

function begin(
  world: World,
  openId: string,
  post: z.infer<typeof PostInfo>,
  plan: ChunkPlan,
  origin: string,
): Answer {
  const publishId = newPublishId();
  const uploadId = newUploadId();
  const uploadToken = letters(32);
  const now = world.now();
  world.run(
    `INSERT INTO publishes (publish_id, open_id, stage, post_info, title, privacy, video_size, chunk_size,
       chunk_count, upload_id, upload_token, created_at, url_expires_at)
     VALUES (?, ?, 'uploading', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    publishId,
    openId,
    JSON.stringify(post),
    post.title ?? '',
    post.privacy_level,
    plan.videoSize,
    plan.chunkSize,
    plan.chunkCount,
    uploadId,
    uploadToken,
    now,
    now + world.settings.uploadUrlSeconds * 1000,
  );
  const uploadUrl = `${origin}/upload/video/?upload_id=${uploadId}&upload_token=${uploadToken}`;
  return { data: { publish_id: publishId, upload_url: uploadUrl }, publishId };
}

const fieldOf = (group: string, error: z.ZodError) => [group, ...(error.issues[0]?.path ?? [])].join('.');
