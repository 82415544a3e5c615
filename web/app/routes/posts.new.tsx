import type { MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorPage } from '../components/error-page.tsx';
import { Composer } from '../composer/composer.tsx';
import { loadComposer } from '../composer/load.server.ts';
import { pressButton } from '../composer/press.server.ts';
import { deed, page } from '../lib/door.server.ts';

export const meta: MetaFunction = () => [{ title: 'New post · TikTimer' }];

export const loader = page(({ context, request }) =>
  loadComposer(context.api, null, new URL(request.url).searchParams),
);

export const action = deed(({ context }, form) => pressButton(context.api, form));

export default function NewPost() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const pressed = answer && 'draft' in answer ? answer : null;
  return (
    <Composer
      data={pressed ? { ...data, draft: pressed.draft, post: pressed.post ?? data.post } : data}
      problem={answer?.problem ?? null}
    />
  );
}

export const ErrorBoundary = ErrorPage;
