import { Form } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { ArrowUpRight, CopyPlus, Ellipsis, Maximize2, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, LinkButton } from './button.tsx';
import { CopyLink } from './copy-link.tsx';

/** What can be done with a post in its state; the first is the likeliest. The rest is behind the dots. */
export function PostActions({ post }: { post: Post }) {
  const at = (ask: string) => `/posts/${post.id}?ask=${ask}`;
  const edit = `/posts/${post.id}/edit`;
  const more: ReactNode[] = [];
  const item = (key: string, to: string, words: string) =>
    more.push(
      <LinkButton key={key} to={to} variant="quiet" className="w-full justify-start" preventScrollReset>
        {words}
      </LinkButton>,
    );
  const waiting = post.status === 'scheduled' || (post.status === 'publishing' && !post.handedOverAt);
  if (waiting) item('publish', at('publish'), 'Post now');
  if (waiting) item('cancel', at('cancel'), 'Cancel this post');
  if (!waiting || post.status === 'scheduled') item('delete', at('delete'), 'Delete');
  return (
    <>
      {post.status === 'published' && post.url && (
        <LinkButton to={post.url} variant="primary" icon={ArrowUpRight}>
          Open on TikTok
        </LinkButton>
      )}
      {post.status === 'published' && post.url && <CopyLink url={post.url} />}
      {post.status === 'scheduled' && (
        <>
          <LinkButton to={edit} icon={Pencil}>
            Edit
          </LinkButton>
          <LinkButton to={at('reschedule')} preventScrollReset>
            Reschedule
          </LinkButton>
        </>
      )}
      {post.status === 'publishing' && waiting && (
        <LinkButton to={at('cancel')} preventScrollReset>
          Stop
        </LinkButton>
      )}
      {waiting && post.publishAt && (
        <LinkButton to={`/posts/${post.id}/launch`} icon={Maximize2}>
          Launch view
        </LinkButton>
      )}
      {post.status === 'draft' && (
        <LinkButton to={edit} variant="primary" icon={Pencil}>
          Continue writing
        </LinkButton>
      )}
      {(post.status === 'cancelled' || post.status === 'failed') && (
        <LinkButton to={edit} variant={post.status === 'cancelled' ? 'primary' : 'outline'} icon={Pencil}>
          {post.status === 'cancelled' ? 'Schedule again' : 'Edit'}
        </LinkButton>
      )}
      {/* A copy of what may be out already would be a second one. */}
      {!['scheduled', 'publishing', 'outcome_unknown'].includes(post.status) && <Duplicate />}
      <details className="relative max-md:flex-none!">
        <summary
          aria-label="More"
          className="grid size-11 list-none place-items-center rounded-md border border-line-strong bg-surface hover:bg-sunken md:size-9"
        >
          <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
        </summary>
        <div className="absolute right-0 z-10 mt-1 w-48 rounded-md border border-line bg-raised p-1 shadow-2">
          {(post.status === 'scheduled' || post.status === 'publishing') && <Duplicate inMenu />}
          {more}
        </div>
      </details>
    </>
  );
}

function Duplicate({ inMenu }: { inMenu?: boolean }) {
  return (
    <Form method="post">
      {inMenu ? (
        <Button name="intent" value="duplicate" variant="quiet" className="w-full justify-start">
          Duplicate
        </Button>
      ) : (
        <Button name="intent" value="duplicate" icon={CopyPlus} className="w-full">
          Duplicate
        </Button>
      )}
    </Form>
  );
}
