import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorPage } from '../components/error-page.tsx';
import { answered } from '../composer/answered.ts';
import { Composer } from '../composer/composer.tsx';
import { loadComposer } from '../composer/load.server.ts';
import { pressButton } from '../composer/press.server.ts';
import { pressAgain } from '../composer/press-again.ts';
import { deed, page } from '../lib/door.server.ts';
import { isOwnVisit } from '../lib/guard.server.ts';
import { longAgo } from '../lib/long-ago.server.ts';
import { FOREIGN_FILE } from '../lib/places.ts';

export const meta: MetaFunction = () => [{ title: 'New post · TikTimer' }];

const load = page(({ context, request }) =>
  loadComposer(context.api, null, new URL(request.url).searchParams),
);

/** Only the phone, or a page of ours, may have left a file for this page: looked at before anybody is sent to sign in. */
export const loader = (args: LoaderFunctionArgs) => {
  const takesFile = new URL(args.request.url).searchParams.has('shared');
  if (takesFile && !isOwnVisit(args.request)) throw redirect(FOREIGN_FILE);
  return load(args);
};

export const action = deed(({ context, request }, form) =>
  pressButton(context.api, form, longAgo(request, form)),
);
export const clientAction = pressAgain;

export default function NewPost() {
  const data = useLoaderData<typeof loader>();
  return <Composer {...answered(data, useActionData<typeof action>())} />;
}

export const ErrorBoundary = ErrorPage;
