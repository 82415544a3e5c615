import type { World } from '../world.ts';
import { bytesOfChunk } from './chunk-plan.ts';
import type { Answer, Call } from './endpoint.ts';
import { refuse } from './endpoint.ts';
import type { PublishRow } from './rows.ts';
import { findPublish } from './rows.ts';
import { settle } from './settle.ts';

/** tiktok-api.md 6. */
export function fetchStatus(world: World, { user, body }: Call): Answer {
  settle(world);
  const found = findOwn(world, user.openId, body.publish_id);
  if ('code' in found) return found;
  const { polls, polls_after_bytes, polls_after_end } = countPoll(world, found);
  const { settings } = world;

  if (polls < settings.unknownPolls) return notYetKnown(settings.unknownPollsStatus);
  const bytesLag = found.last_byte_at !== null && polls_after_bytes < settings.staleBytesPolls;
  if (bytesLag) return processing(found.video_size - lastChunkBytes(found));
  if (found.stage === 'uploading' || found.stage === 'processing') return processing(found.received);
  if (polls_after_end < settings.stalePolls) return processing(found.received);
  if (found.stage === 'failed') {
    return { data: { status: 'FAILED', fail_reason: found.fail_reason, uploaded_bytes: found.received } };
  }
  return complete(world, found);
}

/** Only downloads can be cancelled, and this simulator does none yet (tiktok-api.md 7). */
export function cancelPublish(world: World, { user, body }: Call): Answer {
  const found = findOwn(world, user.openId, body.publish_id);
  return 'code' in found ? found : refuse(400, 'publish_not_cancellable', 'The publish cannot be cancelled.');
}

type Refusal = Extract<Answer, { code: string }>;

function findOwn(world: World, openId: string, publishId: unknown): PublishRow | Refusal {
  const publish = typeof publishId === 'string' ? findPublish(world, publishId) : undefined;
  if (!publish) return { status: 400, code: 'invalid_publish_id', message: 'The publish_id is invalid.' };
  if (publish.open_id === openId) return publish;
  const message = 'The token is not authorized for the specified publish_id.';
  return { status: 400, code: 'token_not_authorized_for_specified_publish_id', message };
}

/** How often the client has asked before this time, in all, since the last byte, and since the end. */
function countPoll(world: World, publish: PublishRow) {
  world.run(
    `UPDATE publishes SET polls = polls + 1, polls_after_bytes = polls_after_bytes + ?,
       polls_after_end = polls_after_end + ? WHERE publish_id = ?`,
    publish.last_byte_at === null ? 0 : 1,
    publish.ended_at === null ? 0 : 1,
    publish.publish_id,
  );
  return publish;
}

/** Two shapes were seen for an id that is too fresh (tiktok-api.md 6). */
function notYetKnown(status: 400 | 200): Answer {
  return status === 400
    ? refuse(400, 'invalid_publish_id', 'The publish_id is invalid.')
    : refuse(200, 'invalid_params', 'invalid_publish_id');
}

const processing = (uploadedBytes: number): Answer => ({
  data: { status: 'PROCESSING_UPLOAD', uploaded_bytes: uploadedBytes },
});

function lastChunkBytes({ video_size, chunk_size, chunk_count }: PublishRow): number {
  const plan = { videoSize: video_size, chunkSize: chunk_size, chunkCount: chunk_count };
  return bytesOfChunk(plan, chunk_count - 1);
}

/** Ids are bare JSON numbers above 2^53, so the text is put together by hand (tiktok-api.md 0, 6). */
function complete(world: World, publish: PublishRow): Answer {
  const isPublic = publish.public_at !== null && publish.public_at <= world.now();
  const ids = postIds(world.settings.postIdForm, isPublic ? publish.post_id : null);
  const field = ids === undefined ? '' : `,"publicaly_available_post_id":${ids}`;
  return { rawData: `{"status":"PUBLISH_COMPLETE","uploaded_bytes":${publish.received}${field}}` };
}

function postIds(form: 'numbers' | 'strings' | 'bare' | 'absent', postId: string | null): string | undefined {
  if (form === 'absent') return undefined;
  if (postId === null) return '[]';
  return { numbers: `[${postId}]`, strings: `["${postId}"]`, bare: `"${postId}"` }[form];
}
