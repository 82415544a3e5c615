import type { CreatorInfo } from '../../contract/index.ts';
import type { Known } from '../../domain/preflight.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { CreatorInfoAnswer, TikTokAccountApi } from '../accounts/account-api.ts';
import type { Uploads } from './ports.ts';

interface Around {
  account(
    openId: string,
  ): Pick<TikTokAccountApi, 'creatorInfo'> & Partial<Pick<TikTokAccountApi, 'postsIn24h'>>;
  uploads: Pick<Uploads, 'mediaState'>;
}
type Subject = Pick<Snapshot, 'openId' | 'workspaceId' | 'linkId' | 'media' | 'dueAt'>;

/** Asks TikTok, R2 and the account what is to be known about a post now. Never rejects: silence is an answer. */
export async function lookAround(
  ports: Around,
  subject: Subject,
  maxAgeMs: number,
): Promise<{ known: Known; answer: CreatorInfoAnswer | null; info: CreatorInfo | null }> {
  const account = ports.account(subject.openId);
  const link = { workspaceId: subject.workspaceId, linkId: subject.linkId };
  const [answer, media, postsIn24h] = await Promise.all([
    account.creatorInfo(link, maxAgeMs).catch(() => null),
    ports.uploads.mediaState(subject as Snapshot),
    account.postsIn24h?.(subject.dueAt).catch(() => 0) ?? 0,
  ]);
  return {
    known: { creator: creatorKnown(answer), media, postsIn24h },
    answer,
    info: answer?.ok ? answer.value : null,
  };
}

function creatorKnown(answer: CreatorInfoAnswer | null): Known['creator'] {
  if (answer === null) return 'silent';
  if (answer.ok) return { info: answer.value };
  if ('denied' in answer) {
    if (answer.denied === 'unavailable') return 'silent';
    return { refused: answer.denied === 'permission_missing' ? 'permission_missing' : 'reconnect_needed' };
  }
  const { action, reason } = answer.trouble;
  if (action === 'reauthorize') return { refused: 'reconnect_needed' };
  return action === 'retry' || action === 'unknown' ? 'silent' : { refused: reason };
}
