import type { ShouldRevalidateFunction } from '@remix-run/react';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { AppFrame } from '../components/app-frame.tsx';
import { ErrorPage } from '../components/error-page.tsx';
import { getInstance, getMe } from '../lib/api.server.ts';
import { page } from '../lib/door.server.ts';
import { useLive } from '../lib/use-live.ts';

export const loader = page(async ({ context }) => {
  const [user, instance] = await Promise.all([getMe(context.api), getInstance(context.api)]);
  return { user, instance };
});

/** Polling pages ask for their own data only; who is signed in changes by a form. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod }) => formMethod !== undefined;

/** The signed-in creator, on every page inside the frame. */
export function useUser() {
  const frame = useRouteLoaderData<typeof loader>('routes/_app');
  if (!frame) throw new Error('Only pages inside the frame have a user.');
  return frame.user;
}

export default function Frame() {
  const { user, instance } = useLoaderData<typeof loader>();
  // Opens the feed on every page of the frame, so that the clock can say whether it is live.
  useLive(() => {});
  return (
    <AppFrame user={user} instance={instance}>
      <Outlet />
    </AppFrame>
  );
}

export const ErrorBoundary = ErrorPage;
