import type { Account, Post, PostStatus } from '@tiktimer/worker/contract';
import type { ShownStatus } from '../components/status-mark.tsx';
import { shownStatus } from '../components/status-mark.tsx';

/** What the calendar knows of a post: light, because there may be hundreds of them on a page. */
export interface Piece {
  id: string;
  /** When it is planned for; drafts may have no time yet. */
  at: number | null;
  /** The zone it was planned in; a move keeps it. */
  zone: string | null;
  caption: string;
  accountId: string | null;
  account: string;
  handle: string;
  status: PostStatus;
  shown: ShownStatus;
  etag: string;
  /** A still picture of its video, if there is one. */
  poster: string | null;
  /** How long its video is; only asked for where it is shown, beside drafts. */
  lengthMs: number | null;
}
export type Tile = Piece & { at: number };

const CAPTION_SHOWN = 120;

export function pieceOf(post: Post, accounts: Pick<Account, 'id' | 'nickname' | 'username'>[]): Piece {
  const account = accounts.find(({ id }) => id === post.accountId);
  const [firstLine = ''] = post.caption.trim().split('\n');
  return {
    id: post.id,
    at: post.publishAt === null ? null : Date.parse(post.publishAt),
    zone: post.zone,
    caption: firstLine.slice(0, CAPTION_SHOWN) || 'No caption',
    accountId: post.accountId,
    account: account?.nickname ?? 'No account yet',
    handle: account ? `@${account.username}` : 'this account',
    status: post.status,
    shown: shownStatus(post),
    etag: post.etag,
    poster: post.posterUrl,
    lengthMs: null,
  };
}

export const isTile = (piece: Piece): piece is Tile => piece.at !== null;

/** "needs you" covers what waits for an answer too (ui.md 3.8). */
export const needsCreator = ({ shown }: Piece) => shown === 'needs_you' || shown === 'outcome_unknown';
