import type { Media, Post, ReceiptEvent, Step } from '@tiktimer/worker/contract';
import type { LucideIcon } from 'lucide-react';
import {
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Ellipsis,
  Hand,
  LoaderCircle,
  OctagonX,
  TriangleAlert,
} from 'lucide-react';
import { useNow } from '../lib/clock.ts';
import { day, hundredths, minute, second } from '../lib/format.ts';
import { headline } from '../lib/headline.ts';
import type { ReceiptRow } from '../lib/receipt.ts';
import { EXACT, expectedSteps, receiptRows } from '../lib/receipt.ts';
import { HandoverStamp } from './handover-stamp.tsx';

const LOOK: Partial<Record<Step, { icon: LucideIcon; colour: string }>> = {
  held: { icon: Hand, colour: 'text-bad' },
  failed: { icon: OctagonX, colour: 'text-bad' },
  init_lost: { icon: TriangleAlert, colour: 'text-warn' },
  answer_lost: { icon: TriangleAlert, colour: 'text-warn' },
  retry: { icon: TriangleAlert, colour: 'text-warn' },
  processing_slow: { icon: TriangleAlert, colour: 'text-warn' },
  contradiction: { icon: TriangleAlert, colour: 'text-warn' },
  outcome_unknown: { icon: CircleHelp, colour: 'text-unsure' },
  cancelled: { icon: CircleSlash, colour: 'text-muted' },
};

/** What was agreed to, as the line above the button named it (tiktok-api.md 13.4). */
const CONSENT_WORDS = {
  music_usage: "TikTok's Music Usage Confirmation",
  branded_content: "TikTok's Branded Content Policy and Music Usage Confirmation",
};

/** Every step with its wall time; what is still to come is hollow. */
export function ReceiptTimeline({
  events,
  post,
  media,
  zone,
}: {
  events: ReceiptEvent[];
  post: Post;
  media: Media | null;
  zone: string;
}) {
  const now = useNow();
  const moving = post.status === 'publishing' && !post.held;
  const rows = receiptRows(events);
  const days = rows.map((row) => day(startOf(row), zone, now));
  return (
    <ol className="receipt">
      {rows.map((row, index) => {
        const dayWords =
          days[index] === days[index - 1] || days[index] === 'Today' ? null : (days[index] ?? null);
        if ('folded' in row) return <Folded key={startOf(row)} events={row.folded} zone={zone} />;
        return (
          <Row
            key={row.event.seq}
            event={row.event}
            post={post}
            zone={zone}
            day={dayWords}
            now={moving && index === rows.length - 1}
          />
        );
      })}
      {expectedSteps(post, events, media, now).map(({ words, detail, at, about }) => (
        <li key={words} className="text-muted">
          <time className="tabular">{at !== null && expectedAt(at, about, zone, now)}</time>
          <span className="node">
            <b className="mt-1 size-[13px] rounded-full border-[1.5px] border-line-strong bg-page shadow-[0_0_0_3px_var(--tt-page)]" />
          </span>
          <div>
            <p>{words}</p>
            {detail && <p className="text-sm">{detail}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

const startOf = (row: ReceiptRow) => ('folded' in row ? (row.folded[0]?.at ?? '') : row.event.at);

function expectedAt(at: number, about: boolean, zone: string, now: number): string {
  const words = day(at, zone, now);
  const time = about ? `about ${minute(at, zone)}` : second(at, zone);
  return words === 'Today' ? time : `${words} ${time}`;
}

function Folded({ events, zone }: { events: ReceiptEvent[]; zone: string }) {
  return (
    <li>
      <time dateTime={events[0]?.at}>{events[0] && second(events[0].at, zone)}</time>
      <span className="node text-muted">
        <b className="grid size-[22px] place-items-center rounded-full bg-page">
          <Ellipsis size={18} strokeWidth={1.9} aria-hidden />
        </b>
      </span>
      <details className="min-w-0">
        <summary className="w-fit text-soft">{events.length} checks and retries</summary>
        <ul className="mt-1 grid gap-1 text-sm">
          {events.map(({ seq, at, sentence }) => (
            <li key={seq}>
              <time dateTime={at} className="tabular mr-2 text-muted">
                {second(at, zone)}
                {hundredths(at)}
              </time>
              {sentence}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Row({
  event,
  post,
  zone,
  day: otherDay,
  now,
}: {
  event: ReceiptEvent;
  post: Post;
  zone: string;
  day: string | null;
  now: boolean;
}) {
  const { at, step, sentence } = event;
  if (step === 'handed_over' && post.handedOverAt)
    return <HandoverStamp at={post.handedOverAt} latenessMs={post.latenessMs} zone={zone} />;
  const { icon: Icon, colour } = now
    ? { icon: LoaderCircle, colour: 'text-hand-text' }
    : (LOOK[step] ?? { icon: CircleCheck, colour: 'text-good' });
  const { head, rest } = headline(sentence);
  const link = step === 'link_known' ? post.url : null;
  return (
    <li>
      <time dateTime={at}>
        {otherDay && <span className="max-md:block">{otherDay} </span>}
        {second(at, zone)}
        {EXACT.includes(step) && <small className="text-muted text-xs">{hundredths(at)}</small>}
      </time>
      <span className={`node ${colour}`}>
        <b className="-mt-px grid size-[22px] place-items-center rounded-full bg-page">
          <Icon size={18} strokeWidth={1.9} aria-hidden className={now ? 'animate-sweep' : ''} />
        </b>
      </span>
      <div className="min-w-0">
        <h3 className="font-medium">{head}</h3>
        {rest && !link && <p className="text-soft text-sm">{rest}</p>}
        {step === 'scheduled' && post.consent && (
          <p className="text-soft text-sm">Agreed to: {CONSENT_WORDS[post.consent.text]}.</p>
        )}
        {link && (
          <a href={link} target="_blank" rel="noreferrer" className="link break-all text-sm">
            {link.replace(/^https?:\/\/(www\.)?/, '')}
          </a>
        )}
      </div>
    </li>
  );
}
