/** What webhooks are told (docs/webhooks.md): ids, states and times. Neither captions nor files: who wants them asks the API. */
import { createHash } from 'node:crypto';
import type { MessageId, PostId } from '../../contract/ids.ts';
import type { FailureReason, PostStatus, WebhookEvent } from '../../contract/index.ts';
import type { Arming } from '../../db/posts.ts';
import type { PostRow } from '../../db/schema.ts';
import type { Message } from '../../db/webhook-outbox.ts';
import type { Publication, ReceiptEntry } from '../../domain/publication.ts';
import { failureWords } from '../../tiktok/failure-words.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The same for the same event however often its row is written, so that it is told once. */
export function messageId(...parts: string[]): MessageId {
  const hash = createHash('sha256').update(parts.join('\n')).digest();
  return `msg_${[...hash.subarray(0, 26)].map((byte) => ALPHABET.charAt(byte % 32)).join('')}` as MessageId;
}

export function message(id: MessageId, event: WebhookEvent, at: number, data: object): Message {
  const body = JSON.stringify({ id, type: event, timestamp: new Date(at).toISOString(), data });
  return { id, event, at, body };
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

interface Told {
  status: PostStatus;
  publishAt: number | null;
  handedOverAt?: number | null;
  publishedAt?: number | null;
  publishId?: string | null;
  url?: string | null;
  failure?: { reason: FailureReason; sentence: string } | null;
}
const postData = (post: { id: PostId; accountId: string | null }, told: Told) => ({
  postId: post.id,
  accountId: post.accountId,
  status: told.status,
  publishAt: iso(told.publishAt),
  handedOverAt: iso(told.handedOverAt ?? null),
  publishedAt: iso(told.publishedAt ?? null),
  publishId: told.publishId ?? null,
  url: told.url ?? null,
  failure: told.failure ?? null,
});

/** A post was armed by a verb. */
export const scheduledMessage = (post: Pick<PostRow, 'id' | 'accountId'>, arming: Arming): Message =>
  message(
    messageId(post.id, arming.armingId, 'post.scheduled'),
    'post.scheduled',
    arming.now,
    postData(post, { status: 'scheduled', publishAt: arming.publishAt }),
  );

/** A post of an old client failed without ever being armed. */
export function unarmedMessage(post: PostRow, reason: FailureReason, handle: string, at: number): Message {
  const failure = { reason, sentence: failureWords(reason, { handle }).sentence };
  const told = { status: 'failed', publishAt: post.publishAt, failure } as const;
  const id = messageId(post.id, String(post.revision), 'post.failed');
  return message(id, 'post.failed', at, postData(post, told));
}

/** What the new lines of a receipt mean to others. `urlOf` is the public address, once it is known. */
export function messagesOf(p: Publication, urlOf: (p: Publication) => string | null): Message[] {
  const found = p.entries.flatMap((entry) => {
    const event = eventOf(entry);
    if (!event) return [];
    const id = messageId(p.snapshot.postId, p.snapshot.armingId, event);
    return [message(id, event, entry.at, postData(idsOf(p), toldBy(p, event, urlOf(p))))];
  });
  return [...new Map(found.map((each) => [each.id, each])).values()];
}

const idsOf = ({ snapshot }: Publication) => ({ id: snapshot.postId, accountId: snapshot.accountId });

function eventOf({ step, detail }: ReceiptEntry): WebhookEvent | undefined {
  switch (step) {
    case 'changed':
      return 'post.scheduled';
    case 'handed_over':
      return 'post.handed_over';
    case 'published':
      return 'post.published';
    case 'failed':
      return 'post.failed';
    case 'outcome_unknown':
      return 'post.outcome_unknown';
    case 'resolved':
      return detail.outcome === 'published' ? 'post.published' : 'post.failed';
    default:
      return undefined;
  }
}

/** The post as it was at that event: lines of several may be written together. */
function toldBy(p: Publication, event: WebhookEvent, url: string | null): Told {
  const { publishId, handedOverAt, publishedAt, snapshot, failure } = p;
  const publishAt = snapshot.dueAt;
  switch (event) {
    case 'post.handed_over':
      return { status: 'publishing', publishAt, handedOverAt, publishId };
    case 'post.published':
      return { status: 'published', publishAt, handedOverAt, publishId, publishedAt, url };
    case 'post.outcome_unknown':
      return { status: 'outcome_unknown', publishAt, handedOverAt, publishId };
    case 'post.failed':
      return {
        status: 'failed',
        publishAt,
        handedOverAt,
        publishId,
        failure: failure && inWords(failure, snapshot.handle),
      };
    default:
      return { status: 'scheduled', publishAt };
  }
}

const inWords = (failure: NonNullable<Publication['failure']>, handle: string) => ({
  reason: failure.reason,
  sentence: failureWords(failure.reason, { handle, technical: failure.technical }).sentence,
});

/** TikTok signed us out of an account. */
export const reconnectMessage = (account: { id: string; username: string }, lostAt: number): Message =>
  message(
    messageId(account.id, String(lostAt), 'account.reconnect_needed'),
    'account.reconnect_needed',
    lostAt,
    { accountId: account.id, username: account.username },
  );
