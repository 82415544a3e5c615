import type { World } from '../world.ts';

export type Stage = 'uploading' | 'processing' | 'complete' | 'failed';

export interface PublishRow {
  publish_id: string;
  open_id: string;
  stage: Stage;
  post_info: string;
  title: string;
  privacy: string;
  video_size: number;
  chunk_size: number;
  chunk_count: number;
  upload_id: string;
  upload_token: string;
  created_at: number;
  url_expires_at: number;
  received: number;
  chunks_done: number;
  content_type: string | null;
  first_byte_at: number | null;
  last_byte_at: number | null;
  ready_at: number | null;
  ended_at: number | null;
  published_at: number | null;
  fail_reason: string | null;
  post_id: string | null;
  public_at: number | null;
  announced: number;
  polls: number;
  polls_after_bytes: number;
  polls_after_end: number;
  discarded: number;
  sha256: string | null;
}

export function findPublish(world: World, publishId: string): PublishRow | undefined {
  return world.row<PublishRow>('SELECT * FROM publishes WHERE publish_id = ?', publishId);
}

export function findPost(world: World, postId: string): PublishRow | undefined {
  return world.row<PublishRow>('SELECT * FROM publishes WHERE post_id = ?', postId);
}
