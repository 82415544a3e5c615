import { Form } from '@remix-run/react';
import { useState } from 'react';
import { latestMinOf, localTime } from '../composer/draft.ts';
import { whatMeans } from '../composer/when.ts';
import { AskDialog } from './ask-dialog.tsx';
import { Button } from './button.tsx';
import { ConsentOf } from './consent-of.tsx';
import type { DialogProps } from './post-dialogs.tsx';
import { ProblemNote } from './problem-note.tsx';
import { WhenPicker } from './when-picker.tsx';

const HOUR = 3_600_000;

/** Another time for a post, and nothing else. */
export function RescheduleDialog({ post, zone, zones, now, at, problem }: DialogProps) {
  const ahead = [at, post.publishAt].map((when) => Date.parse(when ?? '')).find((when) => when > now);
  const [times, setTimes] = useState({
    ...localTime(ahead ?? now + HOUR, post.zone ?? zone),
    fold: 'first' as 'first' | 'second',
    latestMin: latestMinOf(post),
  });
  return (
    <AskDialog
      title="Pick a new time"
      keep="Leave it"
      backTo={`/posts/${post.id}`}
      action={
        <Button form="ask-reschedule" name="intent" value="reschedule" variant="primary">
          {post.status === 'scheduled' ? 'Reschedule' : 'Schedule'}
        </Button>
      }
    >
      <Form
        id="ask-reschedule"
        method="post"
        action={`/posts/${post.id}?ask=reschedule`}
        preventScrollReset
        className="text-ink"
      >
        <input type="hidden" name="etag" value={post.etag} />
        {problem && (
          <div className="mb-3">
            <ProblemNote>{problem}</ProblemNote>
          </div>
        )}
        <WhenPicker
          value={times}
          means={whatMeans(times.date, times.time, times.zone, times.fold)}
          zones={zones}
          onChange={(part) => setTimes((before) => ({ ...before, ...part }))}
        />
        <div className="mt-4">
          <ConsentOf post={post} />
        </div>
      </Form>
    </AskDialog>
  );
}
