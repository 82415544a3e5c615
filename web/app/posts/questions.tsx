import type { Post } from '@tiktimer/worker/contract';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Question } from '../components/question.tsx';
import { planned, posts as postsWords, zoneCity } from '../lib/format.ts';
import { isScheduled } from '../lib/is-scheduled.ts';
import type { MoveBy } from './move.ts';
import { movedTo, moveWords } from './move.ts';

const AMOUNT_MAX = 366;

/** By how much, and what becomes of the first: the spacing between the posts stays. */
export function MoveQuestion({
  posts,
  zone,
  onMove,
  onClose,
}: {
  posts: Post[];
  zone: string;
  onMove: (by: MoveBy) => void;
  onClose: () => void;
}) {
  const [by, setBy] = useState<MoveBy>({ amount: 1, unit: 'days', later: true });
  const movable = posts.filter(({ status }) => status === 'scheduled');
  const [first] = movable.toSorted((a, b) => (a.publishAt ?? '').localeCompare(b.publishAt ?? ''));
  const to = first && movedTo(first, by, zone);
  const whole = Number.isInteger(by.amount) && by.amount >= 1 && by.amount <= AMOUNT_MAX;
  return (
    <Question title="Move by" onClose={onClose}>
      {first ? (
        <form
          method="dialog"
          className="mt-4 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (whole) onMove(by);
          }}
        >
          <div className="grid grid-cols-[5.5rem_1fr_1fr] gap-2">
            <input
              data-first
              type="number"
              min={1}
              max={AMOUNT_MAX}
              required
              aria-label="How many"
              value={Number.isNaN(by.amount) ? '' : by.amount}
              onChange={({ target }) => setBy({ ...by, amount: target.valueAsNumber })}
              className="field tabular"
            />
            <select
              aria-label="Hours or days"
              value={by.unit}
              onChange={({ target }) => setBy({ ...by, unit: target.value === 'hours' ? 'hours' : 'days' })}
              className="field picker"
            >
              <option value="days">{by.amount === 1 ? 'day' : 'days'}</option>
              <option value="hours">{by.amount === 1 ? 'hour' : 'hours'}</option>
            </select>
            <select
              aria-label="Later or earlier"
              value={by.later ? 'later' : 'earlier'}
              onChange={({ target }) => setBy({ ...by, later: target.value === 'later' })}
              className="field picker"
            >
              <option value="later">later</option>
              <option value="earlier">earlier</option>
            </select>
          </div>
          <output className="block text-soft text-sm">
            {movable.length === 1 ? 'It goes' : 'The first goes'} from{' '}
            <b className="text-ink">{first.publishAt && planned(first.publishAt, zone)}</b> to{' '}
            <b className="text-ink">{whole && to ? planned(to, zone) : '…'}</b>, {zoneCity(zone)}.
            {movable.length > 1 && ' The spacing stays.'}
            {movable.length < posts.length &&
              ` ${postsWords(posts.length - movable.length)} without a time to move ${posts.length - movable.length === 1 ? 'stays' : 'stay'}.`}
          </output>
          <div className="flex flex-wrap justify-end gap-2">
            <Button type="button" onClick={onClose}>
              Leave them
            </Button>
            <Button variant="primary">
              Move {postsWords(movable.length)} {whole ? `by ${moveWords(by)}` : ''}
            </Button>
          </div>
        </form>
      ) : (
        <Nothing onClose={onClose}>None of these is scheduled, so there is no time to move.</Nothing>
      )}
    </Question>
  );
}

/** Asks before posts are stopped; the safe answer has the focus. */
export function CancelQuestion({
  posts,
  onYes,
  onClose,
}: {
  posts: Post[];
  onYes: () => void;
  onClose: () => void;
}) {
  const armed = posts.filter(isScheduled).length;
  if (armed === 0)
    return (
      <Question title="Nothing to cancel" onClose={onClose}>
        <Nothing onClose={onClose}>None of these is scheduled.</Nothing>
      </Question>
    );
  return (
    <Question title={armed === 1 ? 'Cancel this post?' : `Cancel ${postsWords(armed)}?`} onClose={onClose}>
      <p className="mt-2 text-soft">
        {armed === 1
          ? 'The video and text stay; you can schedule it again.'
          : 'Videos and texts stay; you can schedule them again.'}
      </p>
      <Answers
        keep={armed === 1 ? 'Keep it' : 'Keep them'}
        yes={armed === 1 ? 'Cancel post' : `Cancel ${postsWords(armed)}`}
        onYes={onYes}
        onClose={onClose}
      />
    </Question>
  );
}

/** Drafts are deleted at once, with Undo. What is scheduled would be stopped by it, so that is asked. */
export function DeleteQuestion({
  posts,
  onYes,
  onClose,
}: {
  posts: Post[];
  onYes: () => void;
  onClose: () => void;
}) {
  const armed = posts.filter(isScheduled).length;
  const published = posts.filter(({ status }) => status === 'published').length;
  return (
    <Question
      title={posts.length === 1 ? 'Delete this post?' : `Delete ${postsWords(posts.length)}?`}
      onClose={onClose}
    >
      {armed > 0 && (
        <p className="mt-2 text-soft">
          {armed === posts.length
            ? armed === 1
              ? 'It is'
              : 'All are'
            : `${armed} of them ${armed === 1 ? 'is' : 'are'}`}{' '}
          scheduled and will not go out.
        </p>
      )}
      {published > 0 && <p className="mt-2 text-soft">Published posts are removed here, not on TikTok.</p>}
      <Answers
        keep={posts.length === 1 ? 'Keep it' : 'Keep them'}
        yes="Delete"
        onYes={onYes}
        onClose={onClose}
      />
    </Question>
  );
}

function Answers({
  keep,
  yes,
  onYes,
  onClose,
}: {
  keep: string;
  yes: string;
  onYes: () => void;
  onClose: () => void;
}) {
  return (
    <div className="mt-6 flex flex-wrap justify-end gap-2">
      <Button type="button" data-first onClick={onClose}>
        {keep}
      </Button>
      <Button type="button" variant="danger" onClick={onYes}>
        {yes}
      </Button>
    </div>
  );
}

const Nothing = ({ children, onClose }: { children: string; onClose: () => void }) => (
  <div className="mt-2">
    <p className="text-soft">{children}</p>
    <div className="mt-6 flex justify-end">
      <Button type="button" data-first onClick={onClose}>
        Close
      </Button>
    </div>
  </div>
);
