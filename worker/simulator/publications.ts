import type { PublishRow } from './publish/rows.ts';
import { settle } from './publish/settle.ts';
import type { World } from './world.ts';

/** What the control API and the pages tell about one publish. */
export interface Publication {
  publishId: string;
  openId: string;
  username: string;
  nickname: string;
  stage: PublishRow['stage'];
  caption: string;
  options: Record<string, unknown>;
  bytes: number;
  uploadedBytes: number;
  chunks: number;
  chunksDone: number;
  sha256: string | null;
  createdAt: number;
  firstByteAt: number | null;
  lastByteAt: number | null;
  publishedAt: number | null;
  publicAt: number | null;
  failReason: string | null;
  postId: string | null;
  discarded: boolean;
}

type JoinedRow = PublishRow & { username: string; nickname: string };

const SELECT = `SELECT p.*, u.username, json_extract(u.data, '$.nickname') AS nickname
  FROM publishes p JOIN users u ON u.open_id = p.open_id`;

export interface PublicationFilter {
  openId?: string | undefined;
  publishId?: string | undefined;
  postId?: string | undefined;
  /** Also those that are unfinished or failed. */
  all?: boolean;
  newestFirst?: boolean;
  offset?: number;
  limit?: number;
}

const ROWS_MAX = 10_000;

export function listPublications(world: World, filter: PublicationFilter): Publication[] {
  settle(world);
  const order = filter.newestFirst ? 'p.published_at DESC, p.created_at DESC' : 'p.created_at, p.rowid';
  return world
    .rows<JoinedRow>(
      `${SELECT} WHERE (? IS NULL OR p.open_id = ?) AND (? IS NULL OR p.publish_id = ?)
         AND (? IS NULL OR p.post_id = ?) AND (? OR p.stage = 'complete') ORDER BY ${order} LIMIT ? OFFSET ?`,
      ...twice(filter.openId),
      ...twice(filter.publishId),
      ...twice(filter.postId),
      filter.all ? 1 : 0,
      filter.limit ?? ROWS_MAX,
      filter.offset ?? 0,
    )
    .map(toPublication);
}

/** The question every test ends with: how many posts exist on this account? */
export function countPosts(world: World, openId: string | undefined): number {
  settle(world);
  const row = world.row<{ n: number }>(
    `SELECT COUNT(*) AS n FROM publishes WHERE stage = 'complete' AND (? IS NULL OR open_id = ?)`,
    ...twice(openId),
  );
  return row?.n ?? 0;
}

const twice = (value: string | undefined) => [value ?? null, value ?? null] as const;

function toPublication(row: JoinedRow): Publication {
  return {
    publishId: row.publish_id,
    openId: row.open_id,
    username: row.username,
    nickname: row.nickname,
    stage: row.stage,
    caption: row.title,
    options: JSON.parse(row.post_info) as Record<string, unknown>,
    bytes: row.video_size,
    uploadedBytes: row.received,
    chunks: row.chunk_count,
    chunksDone: row.chunks_done,
    sha256: row.sha256,
    createdAt: row.created_at,
    firstByteAt: row.first_byte_at,
    lastByteAt: row.last_byte_at,
    publishedAt: row.published_at,
    publicAt: row.public_at,
    failReason: row.fail_reason,
    postId: row.post_id,
    discarded: row.discarded === 1,
  };
}
