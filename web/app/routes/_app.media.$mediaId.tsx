import type { MetaFunction } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { Media, Post } from '@tiktimer/worker/contract';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, LinkButton } from '../components/button.tsx';
import { Cover } from '../components/cover.tsx';
import { StatusMark, shownStatus } from '../components/status-mark.tsx';
import { VerdictList } from '../components/verdict-list.tsx';
import { deleteMedia, getMedia, keepMedia, listPostsOfMedia } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { useMinute } from '../lib/clock.ts';
import { deed, ownPath, page, text } from '../lib/door.server.ts';
import { bytes, date, duration, postTime } from '../lib/format.ts';
import { FileDialog } from '../media/file-dialog.tsx';
import { beginDownload } from '../upload/ask-before-leaving.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.media.name ?? 'File'} · TikTimer` },
];

export const loader = page(async ({ context: { api }, params }) => {
  const id = params.mediaId ?? '';
  const [media, posts] = await Promise.all([getMedia(api, id), listPostsOfMedia(api, id)]);
  return { media, posts };
});

export const action = deed(async ({ context: { api }, params }, form) => {
  const id = params.mediaId ?? '';
  const backTo = ownPath(text(form, 'backTo'), '/media');
  if (form.get('intent') !== 'delete') {
    await keepMedia(api, id, form.get('intent') === 'keep');
    return null;
  }
  try {
    await deleteMedia(api, id);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.code !== 'conflict') throw error;
    return data({ inTheWay: await whatIsInTheWay(error, () => listPostsOfMedia(api, id)) }, 409);
  }
  return redirect(backTo);
});

/** The posts that need the file, by their own words; the API names them by id. */
async function whatIsInTheWay(problem: ApiProblem, posts: () => Promise<Post[]>) {
  const current = problem.body.current as { posts?: string[] } | undefined;
  const ids = new Set(current?.posts ?? []);
  const using = ids.size > 0 ? (await posts()).filter(({ id }) => ids.has(id)) : [];
  return {
    detail: problem.body.detail,
    posts: using.map(({ id, caption, status }) => ({ id, caption, status })),
  };
}

export default function OneFile() {
  const { media, posts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const show = search.get('show');
  const back = show ? `/media?show=${show}` : '/media';
  const here = `/media/${media.id}${show ? `?show=${show}` : ''}`;
  const inTheWay = answer && 'inTheWay' in answer ? answer.inTheWay : null;
  const problem = answer && 'problem' in answer ? answer.problem.detail : null;
  return (
    <FileDialog title={media.name} backTo={back}>
      <div className="mt-4 grid grid-cols-1 gap-6 md:grid-cols-[260px_minmax(0,1fr)]">
        <Player media={media} />
        <div className="min-w-0">
          <VerdictList verdicts={media.verdicts} />
          <Facts media={media} />
          <UsedIn posts={posts} />
          {problem && <Note>{problem}</Note>}
          {inTheWay && <InTheWay {...inTheWay} />}
          {search.get('ask') === 'delete' && !inTheWay ? (
            <AskDelete here={here} back={back} />
          ) : (
            <Acts media={media} here={here} />
          )}
        </div>
      </div>
    </FileDialog>
  );
}

function Player({ media }: { media: Media }) {
  if (!media.url)
    return <Cover src={media.posterUrl} className="aspect-[9/16] w-full rounded-[14px] max-md:max-h-96" />;
  return (
    // biome-ignore lint/a11y/useMediaCaption: it is the creator's own video
    <video
      src={`${media.url}#t=0.1`}
      poster={media.posterUrl ?? undefined}
      controls
      playsInline
      preload="metadata"
      aria-label={`The video ${media.name}`}
      className="aspect-[9/16] w-full rounded-[14px] bg-sunken object-contain max-md:max-h-[52svh]"
    />
  );
}

function Facts({ media }: { media: Media }) {
  const { zone } = useUser();
  const { facts } = media;
  const rows: [string, ReactNode][] = [
    ['Size', bytes(media.bytes)],
    ...(facts
      ? ([
          ['Length', duration(facts.durationMs)],
          ['Picture', `${facts.width} × ${facts.height}, ${Math.round(facts.fps)} fps`],
          [
            'Format',
            `${facts.container.toUpperCase()}, ${facts.videoCodec}${facts.audioCodec ? ` and ${facts.audioCodec.toUpperCase()}` : ', no sound'}`,
          ],
        ] as [string, ReactNode][])
      : []),
    ['Uploaded', date(media.createdAt, zone)],
  ];
  if (media.kept) rows.push(['Kept', 'until you delete it']);
  else if (media.removedAt) rows.push(['Removed', `${date(media.removedAt, zone)}, unless you keep it`]);
  return (
    <dl className="mt-4 grid grid-cols-[5.5rem_1fr] gap-y-1.5 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="tabular min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const SHOWN = 5;

function UsedIn({ posts }: { posts: Post[] }) {
  const now = useMinute();
  const { zone } = useUser();
  if (posts.length === 0) return <p className="mt-5 text-soft text-sm">No post uses this file.</p>;
  return (
    <section aria-labelledby="used-in" className="mt-5">
      <h3 id="used-in" className="text-base">
        Used in
      </h3>
      <ul className="mt-1.5">
        {posts.slice(0, SHOWN).map((post) => (
          <li key={post.id} className="flex items-center gap-3 border-line border-t py-2">
            <Link
              to={`/posts/${post.id}`}
              className="min-w-0 flex-1 truncate font-medium no-underline hover:underline max-md:-my-3 max-md:py-3"
            >
              {post.caption || 'No caption'}
            </Link>
            {post.publishAt && (
              <time dateTime={post.publishAt} className="tabular whitespace-nowrap text-muted text-xs">
                {postTime(post.publishAt, zone, now)}
              </time>
            )}
            <StatusMark status={shownStatus(post)} />
          </li>
        ))}
      </ul>
      {posts.length > SHOWN && <p className="text-muted text-xs">and {posts.length - SHOWN} more</p>}
    </section>
  );
}

const Note = ({ children }: { children: ReactNode }) => (
  <div role="alert" className="mt-5 rounded-[10px] bg-warn-tint px-4 py-3 text-sm">
    {children}
  </div>
);

function InTheWay({
  detail,
  posts,
}: {
  detail: string;
  posts: { id: string; caption: string; status: Post['status'] }[];
}) {
  const scheduled = posts.every(({ status }) => status === 'scheduled');
  const many = posts.length !== 1;
  const kind = scheduled ? 'scheduled ' : '';
  return (
    <Note>
      <p className="font-strong">
        {posts.length > 0
          ? `${posts.length} ${kind}${many ? 'posts need' : 'post needs'} this file.`
          : detail}
      </p>
      <ul className="mt-1 grid md:gap-1">
        {posts.map(({ id, caption }) => (
          <li key={id} className="min-w-0">
            <Link to={`/posts/${id}`} className="link block max-w-fit truncate max-md:leading-11">
              {caption || 'No caption'}
            </Link>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Acts({ media, here }: { media: Media; here: string }) {
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      {media.status === 'ready' && (
        <LinkButton to={`/posts/new?media=${media.id}`} variant="primary">
          Use in a post
        </LinkButton>
      )}
      {media.url && (
        <a
          href={media.url}
          download={media.name}
          onClick={beginDownload}
          className="inline-flex h-11 items-center gap-2 rounded-md border border-line-strong bg-surface px-3.5 font-medium no-underline hover:bg-sunken md:h-9"
        >
          <Download size={16} strokeWidth={1.75} aria-hidden />
          Download
        </a>
      )}
      {media.status === 'ready' && (
        <Form method="post" action={here} preventScrollReset>
          <Button name="intent" value={media.kept ? 'let-go' : 'keep'} aria-pressed={media.kept}>
            {media.kept ? 'Kept' : 'Keep'}
          </Button>
        </Form>
      )}
      <LinkButton
        to={`${here}${here.includes('?') ? '&' : '?'}ask=delete`}
        variant="quiet"
        preventScrollReset
        className="text-bad!"
      >
        Delete
      </LinkButton>
    </div>
  );
}

function AskDelete({ here, back }: { here: string; back: string }) {
  return (
    <Form
      method="post"
      action={here}
      preventScrollReset
      className="mt-6 rounded-[10px] bg-sunken px-4 py-3.5"
    >
      <p className="font-strong">Delete this file?</p>
      <p className="text-soft text-sm">It cannot be brought back. Receipts of its posts stay.</p>
      <input type="hidden" name="backTo" value={back} />
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton to={here} preventScrollReset>
          Leave it
        </LinkButton>
        <Button name="intent" value="delete" variant="danger">
          Delete file
        </Button>
      </div>
    </Form>
  );
}
