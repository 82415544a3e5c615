import type { Post, ReceiptEvent, Step } from '@tiktimer/worker/contract';
import type { LucideIcon } from 'lucide-react';
import {
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Hand,
  LoaderCircle,
  OctagonX,
  TriangleAlert,
} from 'lucide-react';
import { useNow } from '../lib/clock.ts';
import { day, hundredths, second } from '../lib/format.ts';
import { headline } from '../lib/headline.ts';
import { HandoverStamp } from './handover-stamp.tsx';

/** Steps that follow each other within the second or say nothing to a creator; the API keeps them all. */
const FOLDED: Step[] = ['adopted'];
/** Where the hundredths of a second matter. */
const EXACT: Step[] = ['staged', 'holding', 'handed_over', 'processing', 'answer_lost', 'retry'];

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

/** Every step with its wall time; what is still to come is hollow. */
export function ReceiptTimeline({
  events,
  post,
  zone,
}: {
  events: ReceiptEvent[];
  post: Post;
  zone: string;
}) {
  const now = useNow();
  const shown = events.filter(({ step }) => !FOLDED.includes(step));
  const moving = post.status === 'publishing' && !post.held;
  const ahead = expected(post, shown);
  const days = shown.map(({ at }) => day(at, zone, now));
  return (
    <ol className="receipt">
      {shown.map((event, index) => (
        <Row
          key={event.seq}
          event={event}
          post={post}
          zone={zone}
          day={days[index] === days[index - 1] || days[index] === 'Today' ? null : (days[index] ?? null)}
          now={moving && index === shown.length - 1}
        />
      ))}
      {ahead.map(({ words, at }) => (
        <li key={words} className="text-muted">
          <time>{at && second(at, zone)}</time>
          <span className="node">
            <b className="mt-1 size-[13px] rounded-full border-[1.5px] border-line-strong bg-page shadow-[0_0_0_3px_var(--tt-page)]" />
          </span>
          <p>{words}</p>
        </li>
      ))}
    </ol>
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
        {link && (
          <a href={link} target="_blank" rel="noreferrer" className="link break-all text-sm">
            {link.replace(/^https?:\/\/(www\.)?/, '')}
          </a>
        )}
      </div>
    </li>
  );
}

/** What comes next if nothing gets in the way; only the planned time is known, so only it is shown. */
function expected(post: Post, shown: ReceiptEvent[]): { words: string; at: string | null }[] {
  if (post.status !== 'scheduled' && post.status !== 'publishing') return [];
  const done = (step: Step) => shown.some((event) => event.step === step);
  const steps = [];
  if (!post.handedOverAt) steps.push({ words: 'Hand over', at: post.publishAt });
  if (!done('processing')) steps.push({ words: 'TikTok processes it', at: null });
  steps.push({
    words: post.privacy === 'PUBLIC_TO_EVERYONE' ? 'Live, with the link' : 'Published',
    at: null,
  });
  return steps;
}
