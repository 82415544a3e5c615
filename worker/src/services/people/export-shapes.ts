/** What of each row goes into an export: allow-lists, so that no token or hash gets in with a new column. Times are ISO, UTC. */
import type {
  AccountRow,
  MediaRow,
  NoticeRow,
  PostRow,
  publicationEvents,
  SessionRow,
} from '../../db/schema.ts';
import type { Member } from '../../db/users.ts';

type EventRow = typeof publicationEvents.$inferSelect;

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

export const profileOf = ({ user, workspace, role }: Member, sessions: SessionRow[]) => ({
  id: user.id,
  email: user.email,
  emailConfirmedAt: iso(user.emailConfirmedAt),
  pendingEmail: user.pendingEmail,
  username: user.username,
  zone: user.zone,
  settings: user.settings,
  createdAt: iso(user.createdAt),
  workspace: { ...workspace, role },
  devices: sessions.map(({ kind, userAgent, createdAt, lastSeenAt }) => ({
    kind,
    userAgent,
    createdAt: iso(createdAt),
    lastSeenAt: iso(lastSeenAt),
  })),
});

export const accountOf = (row: AccountRow) => ({
  id: row.id,
  openId: row.openId,
  username: row.username,
  nickname: row.nickname,
  status: row.status,
  scopes: row.scopes,
  connectedAt: iso(row.connectedAt),
  disconnectedAt: iso(row.disconnectedAt),
});

export const postOf = (post: PostRow) => ({
  id: post.id,
  number: post.number,
  platform: post.platform,
  accountId: post.accountId,
  mediaId: post.mediaId,
  caption: post.caption,
  privacy: post.privacy,
  allowComment: post.allowComment,
  allowDuet: post.allowDuet,
  allowStitch: post.allowStitch,
  disclosure: { ownBrand: post.ownBrand, branded: post.branded },
  aiGenerated: post.aiGenerated,
  coverMs: post.coverMs,
  consent: post.consent && { text: post.consent.text, at: iso(post.consent.at) },
  publishAt: iso(post.publishAt),
  latestAt: iso(post.latestAt),
  zone: post.zone,
  intended: post.intended && {
    at: iso(post.intended.at),
    latestAt: iso(post.intended.latestAt),
    zone: post.intended.zone,
  },
  status: post.status,
  failure: post.failure,
  url: post.url,
  handedOverAt: iso(post.handedOverAt),
  publishedAt: iso(post.publishedAt),
  createdAt: iso(post.createdAt),
  updatedAt: iso(post.updatedAt),
});

export const fileOf = (row: MediaRow) => ({
  id: row.id,
  name: row.name,
  file: row.status === 'ready' ? videoName(row) : null,
  bytes: row.bytes,
  status: row.status,
  contentType: row.contentType,
  videoCodec: row.videoCodec,
  audioCodec: row.audioCodec,
  width: row.width,
  height: row.height,
  durationMs: row.durationMs,
  verdicts: row.verdicts,
  createdAt: iso(row.createdAt),
});

/** Unlike for each file, and no path of anybody's choice: letters, digits and a few signs of the name it came with. */
export const videoName = ({ id, name }: Pick<MediaRow, 'id' | 'name'>) =>
  `videos/${id.slice(-8)}-${name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(-80)}`;

export const noticeOf = ({ kind, sentence, postId, accountId, createdAt, readAt }: NoticeRow) => ({
  kind,
  sentence,
  postId,
  accountId,
  createdAt: iso(createdAt),
  readAt: iso(readAt),
});

export const eventOf = ({ at, step, detail }: EventRow) => ({ at: iso(at), step, detail });
