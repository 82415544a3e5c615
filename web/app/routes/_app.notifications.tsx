import type { MetaFunction } from '@remix-run/cloudflare';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { NoticeId } from '@tiktimer/worker/contract';
import { Button, LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { NoticeList } from '../components/notice-list.tsx';
import { PageHead } from '../components/page-head.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { listNotices, readNotices } from '../lib/api.server.ts';
import { useNow } from '../lib/clock.ts';
import { deed, page, text } from '../lib/door.server.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'Notices · TikTimer' }];

const SHOWN = '30';

export const loader = page(async ({ context, request }) => {
  const cursor = new URL(request.url).searchParams.get('cursor');
  const { notices, next, unread } = await listNotices(context.api, {
    limit: SHOWN,
    ...(cursor && { cursor }),
  });
  return { notices, next, unread, later: cursor !== null };
});

export const action = deed(async ({ context }, form) => {
  await readNotices(context.api, { until: text(form, 'until') as NoticeId });
  return { done: true };
});

export default function Notifications() {
  const { notices, next, unread, later } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { zone } = useUser();
  const now = useNow();
  const newest = notices[0];
  return (
    <>
      <PageHead title="Notices">
        {unread > 0 && newest && !later && (
          <Form method="post">
            <input type="hidden" name="until" value={newest.id} />
            <Button>Mark all read</Button>
          </Form>
        )}
      </PageHead>
      {answer && 'problem' in answer && <ProblemNote>{answer.problem.detail}</ProblemNote>}
      {notices.length === 0 ? (
        <EmptyState title="All quiet.">
          What happens to your posts while you are away is told here.
        </EmptyState>
      ) : (
        <div className="max-w-[760px]">
          <NoticeList heading="h2" notices={notices} zone={zone} now={now} />
        </div>
      )}
      {(next || later) && (
        <p className="mt-6 flex gap-2">
          {later && <LinkButton to="/notifications">Newest</LinkButton>}
          {next && (
            <LinkButton to={`/notifications?${new URLSearchParams({ cursor: next })}`}>
              Earlier notices
            </LinkButton>
          )}
        </p>
      )}
    </>
  );
}
