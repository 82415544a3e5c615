import type { ShouldRevalidateFunction } from '@remix-run/react';
import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from '@remix-run/react';
import { Suspense, useEffect } from 'react';
import { AppFrame } from '../components/app-frame.tsx';
import { ErrorInFrame } from '../components/error-in-frame.tsx';
import { ErrorPage } from '../components/error-page.tsx';
import { lazily } from '../components/lazily.tsx';
import { getInstance, getMe } from '../lib/api.server.ts';
import { page } from '../lib/door.server.ts';
import { rememberPlace } from '../lib/place-before.ts';
import { loadStanding } from '../lib/standing.server.ts';
import { useIsLive } from '../lib/use-live.ts';

const JustScheduled = lazily(() => import('../components/just-scheduled.tsx'));

export const loader = page(async ({ context }) => {
  const me = getMe(context.api);
  const [user, instance, standing] = await Promise.all([
    me,
    getInstance(context.api),
    loadStanding(context.api, me),
  ]);
  return { user, instance, standing };
});

/**
 * Polling pages ask for their own data only; what the frame shows changes by a form, and by its own look each minute. A form
 * that was refused changed nothing, and its button is free again at once.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, actionStatus = 200 }) =>
  formMethod !== undefined && actionStatus < 400;

/** The signed-in creator, on every page inside the frame. */
export function useUser() {
  const frame = useRouteLoaderData<typeof loader>('routes/_app');
  if (!frame) throw new Error('Only pages inside the frame have a user.');
  return frame.user;
}

export default function Frame() {
  const { user, instance, standing } = useLoaderData<typeof loader>();
  const live = useIsLive();
  const { pathname, search } = useLocation();
  useEffect(() => rememberPlace(pathname + search), [pathname, search]);
  const scheduled = new URLSearchParams(search).get('scheduled');
  return (
    <AppFrame user={user} instance={instance} standing={standing} live={live}>
      <Outlet />
      {scheduled && (
        <Suspense>
          <JustScheduled postId={scheduled} zone={user.zone} />
        </Suspense>
      )}
    </AppFrame>
  );
}

/** Trouble of one page leaves the frame where it is; only when the frame itself can't be loaded it stands alone. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>('routes/_app');
  if (!frame) return <ErrorPage />;
  return (
    <AppFrame {...frame}>
      <ErrorInFrame />
    </AppFrame>
  );
}
