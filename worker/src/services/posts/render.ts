import type { Post } from '../../contract/index.ts';
import type { AccountRow, PostRow } from '../../db/schema.ts';
import { toFailure } from './words.ts';

type Version = Pick<PostRow, 'revision' | 'armingId' | 'seq'>;

/** Revision and arming (design 3), and how far its object has come, since that is shown too: one opaque word. */
export const etagOf = (post: Version) => `"${versionOf(post)}.${post.seq}"`;

const versionOf = ({ revision, armingId }: Version) => `${revision}.${armingId ?? '-'}`;

/** Whether a user who saw this tag saw today's revision and arming; what the object did meanwhile is not in their way. */
export const isFresh = (etag: string, post: Version) => etag.startsWith(`"${versionOf(post)}.`);

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** A row as the API shows it, from an allow-list of fields. */
export function toPost(row: PostRow, account?: Pick<AccountRow, 'username'> | null): Post {
  const handle = account?.username ?? '';
  return {
    id: row.id,
    status: row.status,
    platform: row.platform,
    accountId: row.accountId,
    mediaId: row.mediaId,
    caption: row.caption,
    privacy: row.privacy,
    allowComment: row.allowComment,
    allowDuet: row.allowDuet,
    allowStitch: row.allowStitch,
    disclosure: { ownBrand: row.ownBrand, branded: row.branded },
    aiGenerated: row.aiGenerated,
    coverMs: row.coverMs,
    intended: row.intended && {
      at: new Date(row.intended.at).toISOString(),
      latestAt: iso(row.intended.latestAt),
      zone: row.intended.zone,
    },
    publishAt: iso(row.publishAt),
    latestAt: iso(row.latestAt),
    zone: row.zone,
    consent: row.consent && { text: row.consent.text, at: new Date(row.consent.at).toISOString() },
    findings: row.findings,
    held: toFailure(row.held, handle),
    failure: toFailure(row.failure, handle),
    publishId: row.publishId,
    url: row.url,
    handedOverAt: iso(row.handedOverAt),
    latenessMs: row.handedOverAt !== null && row.publishAt !== null ? row.handedOverAt - row.publishAt : null,
    publishedAt: iso(row.publishedAt),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    posterUrl: null, // signed where posts are answered (show-posters.ts)
    etag: etagOf(row),
  };
}
