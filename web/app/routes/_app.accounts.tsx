import type { MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { AccountRow } from '../accounts/account-row.tsx';
import { DisconnectDialog } from '../accounts/disconnect-dialog.tsx';
import type { Waiting } from '../accounts/load.server.ts';
import { waitingFor, withFreshInfo } from '../accounts/load.server.ts';
import { Unaudited } from '../accounts/unaudited.tsx';
import { AccountCard } from '../components/account-card.tsx';
import { ConnectButton } from '../components/connect-button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHead } from '../components/page-head.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Strip } from '../components/strip.tsx';
import { connectAccount, disconnectAccount, listAccountDays, listAccounts } from '../lib/api.server.ts';
import { deed, ownPath, page, text } from '../lib/door.server.ts';
import { useFrame } from '../lib/frame-context.ts';
import { useLiveRefresh } from '../lib/use-live.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'Accounts · TikTimer' }];

/** More than this are rows instead of cards, and TikTok is asked about each only on its own page (ui.md 3.10). */
const CARDS_MAX = 6;

export const loader = page(async ({ context: { api } }) => {
  const [all, days] = await Promise.all([listAccounts(api), listAccountDays(api)]);
  const present = all.filter(({ status }) => status !== 'disconnected');
  const compact = present.length > CARDS_MAX;
  const accounts = compact
    ? present
    : await Promise.all(present.map((account) => withFreshInfo(api, account)));
  // What needs the creator stands first.
  const sorted = accounts.toSorted(
    (a, b) => Number(b.status === 'needs_reconnect') - Number(a.status === 'needs_reconnect'),
  );
  const waiting: Record<string, Waiting[]> = Object.fromEntries(
    compact
      ? []
      : await Promise.all(sorted.map(async (account) => [account.id, await waitingFor(api, account)])),
  );
  return { accounts: sorted, days, waiting, compact, askedAt: Date.now() };
});

export const action = deed(async ({ context: { api } }, form) => {
  if (form.get('intent') === 'disconnect') {
    const { tooLate } = await disconnectAccount(api, text(form, 'accountId'));
    return tooLate.length > 0 ? { tooLate } : redirect('/accounts');
  }
  const started = await connectAccount(api, {
    returnTo: ownPath(form.get('returnTo'), '/accounts'),
    ...(form.has('another') && { another: true }),
  });
  return redirect(started.authorizationUrl);
});

export default function Accounts() {
  const { accounts, days, waiting, compact, askedAt } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { zone } = useUser();
  useLiveRefresh((hint) => hint.type === 'account');
  const dayOf = (id: string) => days.find(({ accountId }) => accountId === id) ?? null;
  const leaving = accounts.find(({ id }) => id === search.get('disconnect'));
  const onlyNeedy = compact && search.get('show') === 'needs-you';
  const shown = onlyNeedy ? accounts.filter(({ status }) => status === 'needs_reconnect') : accounts;
  return (
    <>
      <PageHead title="Accounts">
        {accounts.length > 0 && <ConnectButton another>Connect TikTok</ConnectButton>}
      </PageHead>
      {answer && 'problem' in answer && (
        <div className="mb-4">
          <ProblemNote>{answer.problem.detail}</ProblemNote>
        </div>
      )}
      {answer && 'tooLate' in answer && <TooLate posts={answer.tooLate} />}
      {accounts.length === 0 && <NoAccount />}
      <Unaudited accounts={accounts} />
      {compact && <Filter onlyNeedy={onlyNeedy} />}
      {compact && shown.length === 0 && <EmptyState title="Nothing needs you." />}
      {compact && shown.length > 0 && (
        <ul className="rounded-lg border border-line bg-surface px-5 shadow-1">
          {shown.map((account) => (
            <AccountRow key={account.id} account={account} day={dayOf(account.id)} />
          ))}
        </ul>
      )}
      {!compact && (
        <div className="grid gap-4">
          {shown.map((account) => (
            <AccountCard
              key={account.id}
              account={account}
              day={dayOf(account.id)}
              zone={zone}
              askedAt={askedAt}
              waiting={waiting[account.id] ?? []}
            />
          ))}
        </div>
      )}
      <p className="mt-4 text-muted text-xs">
        We keep TikTok&apos;s keys encrypted and use them only to do what you scheduled. You can take them
        back here or in the TikTok app at any time.
      </p>
      {leaving && (
        <DisconnectDialog
          account={leaving}
          scheduled={dayOf(leaving.id)?.scheduled ?? 0}
          backTo="/accounts"
        />
      )}
    </>
  );
}

function Filter({ onlyNeedy }: { onlyNeedy: boolean }) {
  const item = (to: string, name: string, current: boolean) => (
    <Link
      to={to}
      preventScrollReset
      aria-current={current ? 'page' : undefined}
      className="inline-flex h-11 items-center rounded-full border border-line bg-surface px-3.5 text-soft text-sm no-underline hover:border-line-strong md:h-9 aria-[current]:border-ink aria-[current]:text-ink"
    >
      {name}
    </Link>
  );
  return (
    <nav aria-label="Accounts by state" className="mb-4 flex gap-2">
      {item('/accounts', 'All', !onlyNeedy)}
      {item('/accounts?show=needs-you', 'Needs you', onlyNeedy)}
    </nav>
  );
}

/** The account is disconnected, but what is on its way can't be called back. */
function TooLate({ posts }: { posts: string[] }) {
  return (
    <Strip tone="warn">
      {posts.length === 1 ? 'One post was' : `${posts.length} posts were`} already on the way to TikTok:{' '}
      {posts.map((id, index) => (
        <Link key={id} to={`/posts/${id}`} className="link mr-2">
          Receipt {posts.length > 1 && index + 1}
        </Link>
      ))}
    </Strip>
  );
}

function NoAccount() {
  const { rehearsal } = useFrame();
  return (
    <section className="rounded-lg border border-line bg-surface px-6 py-12 text-center shadow-1">
      <h2 className="text-lg tracking-title">Connect the account you post with</h2>
      <p className="mx-auto mt-2 mb-6 max-w-md text-soft">
        You sign in on TikTok&apos;s own page. We never see your password. We ask to read your profile and to
        post the videos you schedule.
      </p>
      <div className="flex justify-center">
        <ConnectButton primary>Connect TikTok</ConnectButton>
      </div>
      {rehearsal && (
        <p className="mx-auto mt-5 max-w-md text-muted text-sm">
          No TikTok keys are set here, so this connects the rehearsal account: it behaves like TikTok and
          posts nowhere.{' '}
          <Link to="/go-live" className="link">
            How to add keys
          </Link>
        </p>
      )}
    </section>
  );
}
