import type { Media, Post, ReceiptEvent } from '@tiktimer/worker/contract';
import { useMinute } from '../lib/clock.ts';
import { bytes, day, duration, minute, second } from '../lib/format.ts';
import { latenessCause } from '../lib/lateness-cause.ts';
import type { ReceiptRow } from '../lib/receipt.ts';
import { expectedSteps, receiptRows } from '../lib/receipt.ts';
import { HandoverStamp } from './handover-stamp.tsx';
import { Done, Folded, Row } from './receipt-row.tsx';

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
  const now = useMinute();
  const moving = post.status === 'publishing' && !post.held;
  const rows = receiptRows(events);
  const instants = [media?.createdAt, ...rows.map(startOf)];
  const days = instants.map((at) => (at ? day(at, zone, now) : 'Today'));
  const dayAt = (index: number) =>
    days[index] === (days[index - 1] ?? 'Today') ? null : (days[index] ?? null);
  return (
    <ol className="receipt">
      {media && (
        <Done at={media.createdAt} day={dayAt(0)} zone={zone} head="Uploaded" rest={bytes(media.bytes)} />
      )}
      {media?.facts && <Done zone={zone} head="Checked" rest={factsWords(media.facts)} />}
      {rows.map((row, index) => {
        if ('folded' in row) return <Folded key={startOf(row)} events={row.folded} zone={zone} />;
        const { event } = row;
        if (event.step === 'handed_over' && post.handedOverAt)
          return (
            <HandoverStamp
              key={event.seq}
              at={post.handedOverAt}
              latenessMs={post.latenessMs}
              cause={latenessCause(post, events)}
              zone={zone}
            />
          );
        return (
          <Row
            key={event.seq}
            event={event}
            post={post}
            zone={zone}
            day={dayAt(index + 1)}
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

const factsWords = ({
  width,
  height,
  fps,
  videoCodec,
  audioCodec,
  durationMs,
}: NonNullable<Media['facts']>) =>
  [
    `${width} × ${height}`,
    `${Math.round(fps)} fps`,
    videoCodec,
    duration(durationMs),
    audioCodec ? 'with sound' : 'no sound',
  ].join(', ');

function expectedAt(at: number, about: boolean, zone: string, now: number): string {
  const words = day(at, zone, now);
  const time = about ? `about ${minute(at, zone)}` : second(at, zone);
  return words === 'Today' ? time : `${words} ${time}`;
}
