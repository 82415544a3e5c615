import { Link, Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { Check } from 'lucide-react';
import { useEffect } from 'react';
import { AccountFace } from '../components/account-face.tsx';
import { OutboxLink } from '../components/check-inbox.tsx';
import { Dial } from '../components/dial.tsx';
import { ErrorPage } from '../components/error-page.tsx';
import { Logo } from '../components/logo.tsx';
import { getInstance, getMe, listAccounts } from '../lib/api.server.ts';
import { page } from '../lib/door.server.ts';
import { HOME } from '../lib/places.ts';
import { setCreator } from '../lib/session-watch.ts';

/** The way of a new creator to a first scheduled post, in three steps; each can be skipped (ui.md 3.3). */
export const loader = page(async ({ context: { api } }) => {
  const [user, instance, accounts] = await Promise.all([getMe(api), getInstance(api), listAccounts(api)]);
  const account = accounts.find(({ status }) => status === 'connected') ?? null;
  return { user, instance, account };
});

/** What each step knows of the creator. */
export function useWelcome() {
  const known = useRouteLoaderData<typeof loader>('routes/welcome');
  if (!known) throw new Error('Only steps of the welcome know this.');
  return known;
}

export default function Welcome() {
  const { user, instance } = useLoaderData<typeof loader>();
  useEffect(() => setCreator(user.id), [user.id]);
  return (
    <div className="grid min-h-svh lg:grid-cols-[54fr_46fr]">
      <div className="flex min-w-0 flex-col px-5 py-6 md:px-10 md:py-8">
        <header className="flex items-center justify-between gap-4">
          <Link to="/" className="no-underline">
            <Logo />
          </Link>
          <Link
            to={HOME}
            className="inline-flex min-h-11 items-center rounded-md px-2 font-medium text-soft no-underline hover:text-ink"
          >
            Skip for now
          </Link>
        </header>
        <main id="content" className="m-auto w-full max-w-[470px] py-10">
          <Outlet />
          {!user.emailConfirmed && (
            <div className="mt-10 border-line border-t pt-4 text-soft text-sm">
              <p className="break-words">
                <b className="text-ink">Check your inbox:</b> we sent a link to {user.email}. You can go on
                before you confirm it.
              </p>
              <OutboxLink outbox={instance.outbox} />
            </div>
          )}
        </main>
      </div>
      <Picture />
    </div>
  );
}

/** What the three steps lead to. Nothing invented stands on it: an account only once it is the creator's own. */
function Picture() {
  const { account } = useWelcome();
  return (
    <aside aria-label="What comes of it" className="hidden place-items-center bg-sunken px-10 lg:grid">
      <div className="w-full max-w-[398px] rounded-lg border border-line bg-surface p-6 text-center shadow-3">
        {account && (
          <div className="mb-6 flex items-center gap-3 text-left">
            <AccountFace name={account.nickname || account.username} picture={account.avatarUrl} />
            <span className="min-w-0 flex-1">
              <b className="block truncate">{account.nickname || account.username}</b>
              <span className="block truncate text-soft text-sm">@{account.username}</span>
            </span>
            <span className="flex items-center gap-1 font-medium text-good text-sm">
              <Check size={15} strokeWidth={2} aria-hidden />
              Connected
            </span>
          </div>
        )}
        <div className="grid place-items-center py-2">
          <Dial hour={18} minute={0} second={0} label="A clock standing at 18:00:00" size={188} />
        </div>
        <p className="mt-6 text-soft">
          {account ? 'Then drop a video and pick a second.' : 'An account, a video, a second.'}
        </p>
      </div>
    </aside>
  );
}

export const ErrorBoundary = ErrorPage;
