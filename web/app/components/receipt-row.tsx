import type { Post, ReceiptEvent, Step } from '@tiktimer/worker/contract';
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
import type { ReactNode } from 'react';
import { hundredths, second } from '../lib/format.ts';
import { headline } from '../lib/headline.ts';
import { EXACT } from '../lib/receipt.ts';

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

/** One line of a receipt: when, a node on the line of minutes, what. */
export function Line({
  at,
  day,
  exact,
  zone,
  icon: Icon,
  colour,
  turning,
  children,
}: {
  /** Without one the line belongs to the one above it. */
  at?: string;
  /** Said where the day is another than the row's before. */
  day?: string | null;
  exact?: boolean;
  zone: string;
  icon: LucideIcon;
  colour: string;
  turning?: boolean;
  children: ReactNode;
}) {
  return (
    <li>
      <time dateTime={at}>
        {day && <span className="max-md:block">{day} </span>}
        {at && second(at, zone)}
        {at && exact && <small className="text-muted text-xs">{hundredths(at)}</small>}
      </time>
      <span className={`node ${colour}`}>
        <b className="-mt-px grid size-[22px] place-items-center rounded-full bg-page">
          <Icon size={18} strokeWidth={1.9} aria-hidden className={turning ? 'animate-sweep' : ''} />
        </b>
      </span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}

/** What happened before the post was scheduled: its file came, and was looked at. */
export const Done = ({ head, rest, ...line }: { head: string; rest: string; zone: string } & When) => (
  <Line {...line} icon={CircleCheck} colour="text-good">
    <h3 className="font-medium">{head}</h3>
    <p className="text-soft text-sm">{rest}</p>
  </Line>
);
interface When {
  at?: string;
  day?: string | null;
}

/** Checks and retries between two steps, behind their count. */
export function Folded({ events, zone }: { events: ReceiptEvent[]; zone: string }) {
  return (
    <Line {...(events[0] && { at: events[0].at })} zone={zone} icon={Ellipsis} colour="text-muted">
      <details>
        <summary className="thumb w-fit text-soft">{events.length} checks and retries</summary>
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
    </Line>
  );
}

/** One event. `now`: it is what is going on. */
export function Row({
  event,
  post,
  zone,
  day,
  now,
}: {
  event: ReceiptEvent;
  post: Post;
  zone: string;
  day: string | null;
  now: boolean;
}) {
  const { at, step, sentence, detail } = event;
  const { icon, colour } = now
    ? { icon: LoaderCircle, colour: 'text-hand-text' }
    : (LOOK[step] ?? { icon: CircleCheck, colour: 'text-good' });
  const { head, rest } = headline(sentence);
  const agreed =
    step === 'scheduled' && post.consent ? `Agreed to ${CONSENT_WORDS[post.consent.text]}.` : null;
  const link =
    step === 'link_known' || (step === 'resolved' && post.status === 'published') ? post.url : null;
  return (
    <Line {...{ at, day, zone, icon, colour }} exact={EXACT.includes(step)} turning={now}>
      <h3 className="font-medium">{head}</h3>
      {!link && (agreed || rest) && <p className="text-soft text-sm">{agreed ?? rest}</p>}
      {link && (
        <a href={link} target="_blank" rel="noreferrer" className="link thumb inline-block break-all text-sm">
          {link.replace(/^https?:\/\/(www\.)?/, '')}
        </a>
      )}
      {typeof detail.technical === 'string' && (
        <details className="text-sm">
          <summary className="thumb w-fit text-muted">Technical detail</summary>
          <code className="block break-all font-mono text-soft text-xs">{detail.technical}</code>
        </details>
      )}
    </Line>
  );
}
