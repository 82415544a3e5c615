import { Form } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { latestMinOf, localTime } from '../composer/draft.ts';
import { whatMeans } from '../composer/when.ts';
import { AskDialog } from './ask-dialog.tsx';
import { Button } from './button.tsx';
import { ConsentLine } from './consent-line.tsx';
import { WhenPicker } from './when-picker.tsx';

interface DialogProps {
  post: Post;
  zone: string;
  zones: string[];
  now: number;
}

/** The questions a post's page asks before it acts; each has an address (`?ask=…`). */
export function PostDialog({ ask, ...props }: DialogProps & { ask: string | null }) {
  const { post } = props;
  switch (ask) {
    case 'cancel':
      return (
        <Ask post={post} title="Cancel this post?" keep="Keep it" button="Cancel post" intent="cancel">
          The video and text stay; you can schedule it again.
        </Ask>
      );
    case 'stop':
      return (
        <Ask
          post={post}
          title="Stop this post?"
          keep="Let it go"
          button="Stop this post"
          intent="cancel"
          backTo={`/posts/${post.id}/launch`}
        >
          Nothing goes out. The video and text stay; you can schedule it again.
        </Ask>
      );
    case 'delete':
      return (
        <Ask post={post} title="Delete this post?" keep="Keep it" button="Delete" intent="delete">
          {post.status === 'published'
            ? 'This removes it here, not on TikTok.'
            : 'The video stays in your library.'}
        </Ask>
      );
    case 'not-there':
      return (
        <Ask
          post={post}
          title="It is not on your profile?"
          keep="Look again"
          button="It is not there"
          intent="it-is-not-there"
        >
          TikTok can be slow to show a post. If you say it is not there and post again, and it appears later,
          it is there twice.
        </Ask>
      );
    case 'publish':
      return (
        <Ask post={post} title="Post now?" keep="Not yet" button="Post now" intent="publish" act>
          It goes out as soon as TikTok takes it, instead of at its time.
          <div className="mt-4 text-ink">
            <Consent post={post} />
          </div>
        </Ask>
      );
    case 'reschedule':
      return <Reschedule {...props} />;
    default:
      return null;
  }
}

const Consent = ({ post }: { post: Post }) => (
  <ConsentLine consent={post.disclosure.branded ? 'branded_content' : 'music_usage'} />
);

function Ask({
  post,
  title,
  keep,
  button,
  intent,
  act,
  backTo,
  children,
}: {
  post: Post;
  title: string;
  keep: string;
  button: string;
  intent: string;
  /** It makes something happen rather than undoes it. */
  act?: boolean;
  /** Where the question was asked; the post's own page unless said. */
  backTo?: string;
  children: ReactNode;
}) {
  const form = `ask-${intent}`;
  return (
    <AskDialog
      title={title}
      keep={keep}
      backTo={backTo ?? `/posts/${post.id}`}
      action={
        <Button form={form} name="intent" value={intent} variant={act ? 'primary' : 'danger'}>
          {button}
        </Button>
      }
    >
      <Form id={form} method="post" action={`/posts/${post.id}`}>
        <input type="hidden" name="etag" value={post.etag} />
        {children}
      </Form>
    </AskDialog>
  );
}

function Reschedule({ post, zone, zones, now }: DialogProps) {
  const start =
    post.publishAt && Date.parse(post.publishAt) > now ? Date.parse(post.publishAt) : now + 3_600_000;
  const [times, setTimes] = useState({
    ...localTime(start, post.zone ?? zone),
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
          Reschedule
        </Button>
      }
    >
      <Form id="ask-reschedule" method="post" action={`/posts/${post.id}`} className="text-ink">
        <input type="hidden" name="etag" value={post.etag} />
        <WhenPicker
          value={times}
          means={whatMeans(times.date, times.time, times.zone, times.fold)}
          zones={zones}
          onChange={(part) => setTimes((before) => ({ ...before, ...part }))}
        />
        <div className="mt-4">
          <Consent post={post} />
        </div>
      </Form>
    </AskDialog>
  );
}
