/** What a notice says outside the app, in the words of the interface (ui.md 3.13). */
import type { NotifyEvent } from '../../contract/index.ts';
import type { UnspreadNotice } from '../../db/notices.ts';

/** Pushes carry `title` and `body`; a mail has the title as its subject, then body, facts, and one button. */
export interface Letter {
  event: NotifyEvent;
  title: string;
  body: string;
  /** Which post, for people with many. */
  facts: string | null;
  action: string;
  /** In the web app. */
  path: string;
}

/** What kind of news a notice is to the one who is told. */
export function eventOf(kind: string): NotifyEvent {
  if (kind === 'published') return 'live';
  if (kind === 'failed' || kind === 'no_media') return 'failed';
  return kind.startsWith('preflight.') ? 'findings' : 'needsYou';
}

export function letterOf({ notice, post, handle }: UnspreadNotice, zone: string, now: number): Letter {
  const event = eventOf(notice.kind);
  const when = post?.publishAt == null ? null : dayAndTime(post.publishAt, zone, now);
  const elsewhere = notice.kind === 'webhook_off' ? '/settings/webhooks' : '/accounts';
  const path = notice.postId ? `/posts/${notice.postId}` : elsewhere;
  const facts = [post && quoted(post.caption), handle && `@${handle}`, when && `${when} ${cityOf(zone)}`]
    .filter(Boolean)
    .join(' · ');
  const common = { event, facts: facts || null, action: notice.action ?? 'Look', path };
  switch (event) {
    case 'live':
      return {
        ...common,
        title: 'Live on TikTok',
        body: handedOver(post, zone),
        action: 'See the receipt',
      };
    case 'failed':
      return { ...common, title: 'This one did not go out', body: notice.sentence };
    case 'findings':
      return { ...common, title: `${when ?? 'A post'} needs you`, body: notice.sentence };
    default:
      return { ...common, ...needsYou(notice) };
  }
}

const TITLES: Record<string, string> = {
  outcome_unknown: 'Is it on your profile?',
  signed_out: 'TikTok signed us out',
  slow: 'TikTok has not confirmed yet',
  late: 'It is late, we keep trying',
};

/** A sentence that begins with its title does not say it twice. */
function needsYou({ kind, sentence }: UnspreadNotice['notice']): { title: string; body: string } {
  const title = TITLES[kind] ?? 'A post needs you';
  const rest = sentence.startsWith(title) ? sentence.slice(title.length).replace(/^[.,?\s]+/, '') : sentence;
  return { title, body: rest || sentence };
}

function handedOver(post: UnspreadNotice['post'], zone: string): string {
  if (post?.handedOverAt == null || post.publishAt === null) return 'TikTok has published it.';
  const late = post.handedOverAt - post.publishAt;
  const seconds = (Math.abs(Math.trunc(late / 10)) / 100).toFixed(2);
  return `Handed over ${seconds} s ${late < 0 ? 'before' : 'after'} ${timeOf(post.publishAt, zone, true)}.`;
}

const CAPTION_SHOWN = 80;
const quoted = (caption: string) => {
  const line = caption.replace(/\s+/g, ' ').trim();
  if (line === '') return 'No caption';
  return `“${line.length > CAPTION_SHOWN ? `${line.slice(0, CAPTION_SHOWN).trimEnd()}…` : line}”`;
};

const timeOf = (at: number, zone: string, seconds = false) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  }).format(at);

const dayOf = (at: number, zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
const DAY = 86_400_000;

/** "Today 18:00", "Tomorrow 18:00", "Wed 14 Oct, 18:00". */
function dayAndTime(at: number, zone: string, now: number): string {
  const time = timeOf(at, zone);
  if (dayOf(at, zone) === dayOf(now, zone)) return `Today ${time}`;
  if (dayOf(at, zone) === dayOf(now + DAY, zone)) return `Tomorrow ${time}`;
  const day = { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' } as const;
  return `${new Intl.DateTimeFormat('en-GB', day).format(at).replace(',', '')}, ${time}`;
}

const cityOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
