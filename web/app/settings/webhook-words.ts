import type { Delivery, Webhook, WebhookEvent, WebhookEventType } from '@tiktimer/worker/contract';
import type { When } from '../lib/format.ts';
import { count, planned, relative, span } from '../lib/format.ts';

/** What can be told, in the order of a post's life. */
export const EVENTS: { event: WebhookEventType; words: string }[] = [
  { event: 'post.scheduled', words: 'A post is scheduled, or a scheduled one changes' },
  { event: 'post.handed_over', words: 'TikTok has the whole video' },
  { event: 'post.published', words: 'A post is published' },
  { event: 'post.failed', words: 'A post did not go out' },
  { event: 'post.outcome_unknown', words: 'Nobody can say whether a post went out' },
  { event: 'account.reconnect_needed', words: 'TikTok signed us out of an account' },
];

/** The events of a sent form; what is none of ours is left out. */
export const eventsOf = (form: FormData): WebhookEventType[] =>
  EVENTS.map(({ event }) => event).filter((event) => form.getAll('event').includes(event));

export const eventWords = (event: WebhookEvent): string =>
  EVENTS.find((one) => one.event === event)?.words ?? 'A test';

/** Short, for a list: the host says most. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

export type Tone = 'good' | 'bad' | 'soft';
const ENDED = {
  switched_off: 'Switched off',
  gone: 'Switched off: it answered 410 Gone',
  failing: 'Switched off: nothing reached it for three days',
};

/** How a webhook does. */
export function standingOf(
  { enabled, ending, failingSince, deliveredAt }: Webhook,
  now: number,
): { words: string; tone: Tone } {
  if (!enabled)
    return {
      words: ENDED[ending ?? 'switched_off'],
      tone: ending === 'gone' || ending === 'failing' ? 'bad' : 'soft',
    };
  if (failingSince)
    return { words: `Nothing has arrived for ${span(now - Date.parse(failingSince))}`, tone: 'bad' };
  if (deliveredAt) return { words: `Last delivered ${relative(deliveredAt, now)}`, tone: 'good' };
  return { words: 'Nothing was sent yet', tone: 'soft' };
}

const STATUS = { delivered: 'Delivered', waiting: 'Waiting', failed: 'Failed' } as const;
const TONE = { delivered: 'good', waiting: 'soft', failed: 'bad' } as const;

/** How one event fared: its state, then what is known beyond that. */
export function fareOf(
  { status, attempts, responseStatus, sentence, nextAttemptAt }: Delivery,
  zone: string,
): { state: string; tone: Tone; rest: string } {
  const rest = [
    attempts > 0 && (attempts === 1 ? '1 attempt' : `${count(attempts)} attempts`),
    responseStatus !== null && `answered ${responseStatus}`,
    status === 'waiting' && attempts > 0 && nextAttemptAt && `next try ${planned(nextAttemptAt, zone)}`,
  ].filter(Boolean);
  const facts = rest.join(' · ');
  const why = status === 'delivered' ? null : sentence;
  return { state: STATUS[status], tone: TONE[status], rest: [why, facts].filter(Boolean).join(' ') };
}

const SOON_MS = 60_000;
const LOOK_MS = 3000;
/** How often to look while something is about to be tried; not at all while nothing is. */
export const lookEvery = (
  deliveries: Pick<Delivery, 'status' | 'nextAttemptAt'>[],
  now: When,
): number | null =>
  deliveries.some(
    ({ status, nextAttemptAt }) =>
      status === 'waiting' && Date.parse(nextAttemptAt ?? '') - Number(now) < SOON_MS,
  )
    ? LOOK_MS
    : null;

/** The body as it was sent, easier to read. */
export function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // kept as it is: it says what was sent
  }
}
