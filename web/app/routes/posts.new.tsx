import type { MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorPage } from '../components/error-page.tsx';
import { answered } from '../composer/answered.ts';
import { Composer } from '../composer/composer.tsx';
import { loadComposer } from '../composer/load.server.ts';
import { pressButton } from '../composer/press.server.ts';
import { pressAgain } from '../composer/press-again.ts';
import { deed, page } from '../lib/door.server.ts';

export const meta: MetaFunction = () => [{ title: 'New post · TikTimer' }];

export const loader = page(({ context, request }) =>
  loadComposer(context.api, null, new URL(request.url).searchParams),
);

export const action = deed(({ context }, form) => pressButton(context.api, form));
export const clientAction = pressAgain;

export default function NewPost() {
  const data = useLoaderData<typeof loader>();
  return <Composer {...answered(data, useActionData<typeof action>())} />;
}

export const ErrorBoundary = ErrorPage;
