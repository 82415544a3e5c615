import { Form } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { ArrowUpRight, CopyPlus, Ellipsis, Maximize2, Pencil } from 'lucide-react';
import type { MouseEventHandler } from 'react';
import { isSlow, isStoppable } from '../lib/post-state.ts';
import { useDelete } from '../posts/use-delete.ts';
import { Button, LinkButton } from './button.tsx';
import { CopyLink } from './copy-link.tsx';
import { Menu } from './menu.tsx';

/** What can be done with a post in its state; the first is the likeliest. The rest is behind the dots. */
export function PostActions({ post, profile }: { post: Post; profile: string | null }) {
  const at = (ask: string) => `/posts/${post.id}?ask=${ask}`;
  const edit = `/posts/${post.id}/edit`;
  const waiting = isStoppable(post);
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
      {profile && isSlow(post) && (
        <LinkButton to={profile} icon={ArrowUpRight}>
          Look at the profile
        </LinkButton>
      )}
      {waiting && post.publishAt && (
        <LinkButton to={`/posts/${post.id}/launch`} icon={Maximize2} className="max-sm:flex-none!">
          <span className="max-sm:sr-only">Launch view</span>
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
      {!['scheduled', 'publishing', 'published', 'outcome_unknown'].includes(post.status) && <Duplicate />}
      <More post={post} waiting={waiting} />
    </>
  );
}

function More({ post, waiting }: { post: Post; waiting: boolean }) {
  const remove = useDelete(post);
  const at = (ask: string) => `/posts/${post.id}?ask=${ask}`;
  // What is public, or would have gone out, is asked about first.
  const asks = !['draft', 'cancelled', 'failed'].includes(post.status);
  const deletable = post.status !== 'outcome_unknown' && (!waiting || post.status === 'scheduled');
  const duplicable = ['scheduled', 'publishing', 'published'].includes(post.status);
  if (!waiting && !deletable && !duplicable) return null;
  return (
    <Menu
      className="relative max-md:flex-none!"
      summaryClass="grid size-11 place-items-center rounded-md border border-line-strong bg-surface hover:bg-sunken md:size-9"
      summary={
        <>
          <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
          <span className="sr-only">More</span>
        </>
      }
    >
      <div className="absolute right-0 z-10 mt-1 w-48 rounded-md border border-line bg-raised p-1 shadow-2">
        {duplicable && <Duplicate inMenu />}
        {waiting && <Item to={at('publish')}>Post now</Item>}
        {waiting && <Item to={at('cancel')}>Cancel this post</Item>}
        {deletable && (
          <Item
            to={at('delete')}
            onClick={(event) => {
              if (asks) return;
              event.preventDefault();
              remove();
            }}
          >
            Delete
          </Item>
        )}
      </div>
    </Menu>
  );
}

const Item = (props: { to: string; onClick?: MouseEventHandler<HTMLAnchorElement>; children: string }) => (
  <LinkButton {...props} variant="quiet" className="w-full justify-start" preventScrollReset />
);

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
