import { createPublicationRows, publicUrl, statusOf } from '../../db/publications.ts';
import type { Deps } from '../../deps.ts';
import type { Publication } from '../../domain/publication.ts';
import { postHint, tellFeed } from '../live/tell-feed.ts';
import { noticeWords } from '../posts/words.ts';
import { messagesOf } from '../webhooks/messages.ts';
import { wakeWebhooks } from '../webhooks/wake.ts';
import type { PublicationRows } from './ports.ts';

/** D1 as the publisher's object writes it; after each write others hear of it, without being waited for. */
export function tellingRows(deps: Deps): PublicationRows {
  const origin = deps.settings.TIKTOK_AUTH_URL;
  const messages = (p: Publication) => messagesOf(p, (told) => publicUrl(told, origin));
  const rows = createPublicationRows(
    deps.db,
    deps.newId,
    (notice, p) => noticeWords(notice, p.snapshot.handle),
    origin,
    messages,
  );
  return {
    ...rows,
    async write(p, closed) {
      await rows.write(p, closed);
      const { postId, workspaceId, revision } = p.snapshot;
      const row = { id: postId, status: statusOf(p), revision, seq: p.seq };
      tellFeed(deps, workspaceId, [
        postHint(row),
        ...(p.notices.length > 0 ? [{ type: 'notice' } as const] : []),
      ]);
      if (messages(p).length > 0) wakeWebhooks(deps, workspaceId);
    },
  };
}
