import type { MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorPage } from '../components/error-page.tsx';
import { answered } from '../composer/answered.ts';
import { Composer } from '../composer/composer.tsx';
import { loadComposer } from '../composer/load.server.ts';
import { pressButton } from '../composer/press.server.ts';
import { pressAgain } from '../composer/press-again.ts';
import { getPost } from '../lib/api.server.ts';
import { deed, page } from '../lib/door.server.ts';
import { longAgo } from '../lib/long-ago.server.ts';

export const meta: MetaFunction = () => [{ title: 'Edit post · TikTimer' }];

/** What is published, or may be, can't be edited: its own page says why. */
const FIXED = ['published', 'outcome_unknown'];

export const loader = page(async ({ context, params, request }) => {
  const post = await getPost(context.api, params.postId ?? '');
  if (FIXED.includes(post.status)) throw redirect(`/posts/${post.id}`);
  return loadComposer(context.api, post, new URL(request.url).searchParams);
});

export const action = deed(({ context, request }, form) =>
  pressButton(context.api, form, longAgo(request, form)),
);
export const clientAction = pressAgain;

export default function EditPost() {
  const data = useLoaderData<typeof loader>();
  return <Composer key={data.post?.id} {...answered(data, useActionData<typeof action>())} />;
}

export const ErrorBoundary = ErrorPage;
