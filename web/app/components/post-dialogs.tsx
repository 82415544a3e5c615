import { Form } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import type { ReactNode } from 'react';
import { AskDialog } from './ask-dialog.tsx';
import { Button } from './button.tsx';
import { ConsentOf } from './consent-of.tsx';
import { ProblemNote } from './problem-note.tsx';
import { RescheduleDialog } from './reschedule-dialog.tsx';
import { TextField } from './text-field.tsx';

export interface DialogProps {
  post: Post;
  zone: string;
  zones: string[];
  now: number;
  /** A time to begin with, as an instant. */
  at: string | null;
  /** Why the answer to this question was refused. */
  problem: string | null;
}

/** The questions a post's page asks before it acts; each has an address (`?ask=…`). */
export default function PostDialog({ ask, ...props }: DialogProps & { ask: string }) {
  const { post, problem } = props;
  const question = { post, ask, problem };
  switch (ask) {
    case 'cancel':
      return (
        <Ask {...question} title="Cancel this post?" keep="Keep it" button="Cancel post" intent="cancel">
          The video and text stay; you can schedule it again.
        </Ask>
      );
    case 'stop':
      return (
        <Ask
          {...question}
          title="Stop this post?"
          keep="Let it go"
          button="Stop this post"
          intent="cancel"
          on={`/posts/${post.id}/launch`}
        >
          Nothing goes out. The video and text stay; you can schedule it again.
        </Ask>
      );
    case 'delete':
      return (
        <Ask {...question} title="Delete this post?" keep="Keep it" button="Delete" intent="delete">
          {post.status === 'published'
            ? 'This removes it here, not on TikTok.'
            : 'The video stays in your library.'}
        </Ask>
      );
    case 'there':
      return (
        <Ask
          {...question}
          problem={null}
          title="It is on your profile"
          keep="Look again"
          button="It is there"
          intent="it-is-there"
          act
        >
          The post counts as published then, and nothing is sent again.
          <div className="mt-4 text-ink">
            <TextField
              label="Its link (optional)"
              name="url"
              inputMode="url"
              autoComplete="off"
              placeholder="https://www.tiktok.com/@you/video/…"
              hint="In TikTok: Share, then Copy link. The receipt keeps it."
              error={problem ?? undefined}
            />
          </div>
        </Ask>
      );
    case 'not-there':
      return (
        <Ask
          {...question}
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
        <Ask {...question} title="Post now?" keep="Not yet" button="Post now" intent="publish" act>
          {post.status === 'scheduled'
            ? 'It goes out as soon as TikTok takes it, instead of at its time.'
            : 'It goes out as soon as TikTok takes it.'}
          <div className="mt-4 text-ink">
            <ConsentOf post={post} />
          </div>
        </Ask>
      );
    case 'reschedule':
      return <RescheduleDialog {...props} />;
    default:
      return null;
  }
}

function Ask({
  post,
  ask,
  problem,
  title,
  keep,
  button,
  intent,
  act,
  on,
  children,
}: {
  post: Post;
  ask: string;
  problem: string | null;
  title: string;
  keep: string;
  button: string;
  intent: string;
  /** It makes something happen rather than undoes it. */
  act?: boolean;
  /** The page on which it is asked; the post's own unless said. */
  on?: string;
  children: ReactNode;
}) {
  const form = `ask-${intent}`;
  const page = on ?? `/posts/${post.id}`;
  return (
    <AskDialog
      title={title}
      keep={keep}
      backTo={page}
      action={
        <Button form={form} name="intent" value={intent} variant={act ? 'primary' : 'danger'}>
          {button}
        </Button>
      }
    >
      {/* What is refused is said in the question itself. */}
      <Form id={form} method="post" action={`${page}?ask=${ask}`} preventScrollReset>
        <input type="hidden" name="etag" value={post.etag} />
        {problem && (
          <div className="mb-3 text-ink">
            <ProblemNote>{problem}</ProblemNote>
          </div>
        )}
        {children}
      </Form>
    </AskDialog>
  );
}
