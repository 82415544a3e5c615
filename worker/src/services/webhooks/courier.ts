/** Brings waiting events to one webhook. What an attempt means if nobody comes back from it is stored before it is made. */
import type { NoticeId, WebhookId } from '../../contract/ids.ts';
import type { DeliveryRow, WebhookRow } from '../../db/schema.ts';
import { beginAttempt, dueDeliveries, endAttempt, failWaiting, nextDue } from '../../db/webhook-outbox.ts';
import { endWebhook, noteDelivered, noteFailing, webhookById } from '../../db/webhooks.ts';
import type { Deps } from '../../deps.ts';
import { DAY } from '../../domain/publication.ts';
import { FAILING_MAX, waitAfter } from '../../domain/webhook-retry.ts';
import type { Answer } from '../../outbound/post.ts';
import { tellFeed } from '../live/tell-feed.ts';
import { whyNotNow } from './address.ts';
import { openSecrets, sealAnew, signedHeaders } from './secrets.ts';
import { endingWords } from './words.ts';

/** Sent at the same time to one webhook. */
const AT_ONCE = 4;
/** One awakening of its object works off this many, then goes on in the next. */
export const RUN_MAX = 100;

type Problem = NonNullable<DeliveryRow['problem']>;
type Outcome = { status: number | null; problem: Problem | null };

/** Sends what is due. Returns when there is something to do next; null when nothing waits. */
export async function deliverDue(deps: Deps, webhookId: WebhookId): Promise<number | null> {
  for (let sent = 0; sent < RUN_MAX; sent += AT_ONCE) {
    const webhook = await webhookById(deps.db, webhookId);
    if (!webhook?.enabled) {
      await failWaiting(deps.db, webhookId, 'switched_off');
      return null;
    }
    const due = await dueDeliveries(deps.db, webhookId, deps.clock.now(), AT_ONCE);
    if (due.length === 0) break;
    await sealAnew(deps, webhook, deps.clock.now());
    await Promise.all(due.map((delivery) => attempt(deps, webhook, delivery)));
  }
  return nextDue(deps.db, webhookId);
}

async function attempt(deps: Deps, webhook: WebhookRow, seen: DeliveryRow): Promise<void> {
  const now = deps.clock.now();
  const wait = waitAfter(seen.attempts + 1, deps.random());
  // After the last one nobody waits; if this run dies in it, one more is made a day later rather than none.
  const begun = await beginAttempt(deps.db, seen, { attemptedAt: now, nextAt: now + (wait ?? DAY) });
  if (!begun) return;
  const outcome = await send(deps, webhook, begun);
  if (outcome.problem === null) {
    const done = {
      status: 'delivered',
      responseStatus: outcome.status,
      problem: null,
      nextAt: null,
    } as const;
    await deps.db.batch([
      endAttempt(deps.db, begun, done),
      noteDelivered(deps.db, webhook.id, deps.clock.now()),
    ]);
    return;
  }
  const givenUp = wait === null || outcome.problem === 'gone';
  await deps.db.batch([
    endAttempt(deps.db, begun, {
      status: givenUp ? 'failed' : 'waiting',
      responseStatus: outcome.status,
      problem: outcome.problem,
      nextAt: givenUp ? null : deps.clock.now() + wait,
    }),
    noteFailing(deps.db, webhook.id, now),
  ]);
  if (outcome.problem === 'gone') await end(deps, webhook, 'gone');
  else if (givenUp) await endIfLong(deps, webhook.id);
}

async function send(deps: Deps, webhook: WebhookRow, delivery: DeliveryRow): Promise<Outcome> {
  const at = deps.clock.now();
  const secrets = await openSecrets(deps, webhook, at);
  if (!secrets) {
    deps.log.error('webhook_key_missing', { webhook: webhook.id, key: webhook.secret.key });
    return { status: null, problem: 'our_setup' };
  }
  const why = await whyNotNow(deps, webhook.url);
  if (why) return { status: null, problem: why };
  const headers = signedHeaders(secrets, { id: delivery.messageId, body: delivery.body, at });
  return read(await deps.outbound.post(webhook.url, headers, delivery.body));
}

function read(answer: Answer): Outcome {
  if ('trouble' in answer) return { status: null, problem: answer.trouble };
  const { status } = answer;
  if (status >= 200 && status < 300) return { status, problem: null };
  if (status === 410) return { status, problem: 'gone' };
  return { status, problem: status >= 300 && status < 400 ? 'redirected' : 'refused' };
}

async function endIfLong(deps: Deps, id: WebhookId): Promise<void> {
  const webhook = await webhookById(deps.db, id);
  if (!webhook || webhook.failingSince === null) return;
  if (deps.clock.now() - webhook.failingSince >= FAILING_MAX) await end(deps, webhook, 'failing');
}

async function end(deps: Deps, webhook: WebhookRow, ending: 'gone' | 'failing'): Promise<void> {
  const sentence = endingWords(webhook.url, ending);
  const told = { id: deps.newId<NoticeId>('note'), sentence, at: deps.clock.now() };
  await endWebhook(deps.db, webhook, ending, told);
  deps.log.info('webhook_ended', { webhook: webhook.id, ending });
  tellFeed(deps, webhook.workspaceId, [{ type: 'notice' }]);
}
