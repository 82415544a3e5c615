import type { MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { Account } from '@tiktimer/worker/contract';
import { PrivacyLevel } from '@tiktimer/worker/contract';
import { DisconnectDialog } from '../accounts/disconnect-dialog.tsx';
import { waitingFor, withFreshInfo } from '../accounts/load.server.ts';
import { OldClients } from '../accounts/old-clients.tsx';
import { Unaudited } from '../accounts/unaudited.tsx';
import { AccountCard } from '../components/account-card.tsx';
import { BackLink } from '../components/back-link.tsx';
import { LinkButton } from '../components/button.tsx';
import { ConnectButton } from '../components/connect-button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Strip } from '../components/strip.tsx';
import { TopBar } from '../components/top-bar.tsx';
import { changeAccount, listAccountDays, listAccounts } from '../lib/api.server.ts';
import { deed, page } from '../lib/door.server.ts';
import { useLiveRefresh } from '../lib/use-live.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.nickname ?? 'Account'} · TikTimer` },
];

export const loader = page(async ({ context: { api }, params, request }) => {
  const [accounts, days] = await Promise.all([listAccounts(api), listAccountDays(api)]);
  const known = accounts.find(({ id, status }) => id === params.accountId && status !== 'disconnected');
  if (!known) throw redirect('/accounts');
  const [account, waiting] = await Promise.all([withFreshInfo(api, known), waitingFor(api, known)]);
  const signedInAs = new URL(request.url).searchParams.get('signed-in-as');
  return {
    account,
    waiting,
    day: days.find(({ accountId }) => accountId === known.id) ?? null,
    other: accounts.find(({ id }) => id === signedInAs && id !== known.id) ?? null,
    askedAt: Date.now(),
  };
});

/** `Check now` does nothing here: TikTok is asked whenever this page is loaded, and it is loaded after every deed. */
export const action = deed(async ({ context: { api }, params }, form) => {
  const id = params.accountId ?? '';
  if (form.get('intent') === 'old-clients') {
    const chosen = PrivacyLevel.safeParse(form.get('legacyPrivacy'));
    await changeAccount(api, id, { legacyPrivacy: chosen.success ? chosen.data : null });
  }
  return redirect(`/accounts/${id}`);
});

export default function OneAccount() {
  const { account, waiting, day, other, askedAt } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { zone } = useUser();
  useLiveRefresh((hint) => hint.type === 'account' && hint.accountId === account.id);
  return (
    <>
      <TopBar>
        <BackLink to="/accounts">Accounts</BackLink>
      </TopBar>
      {other && <WrongAccount wanted={account} other={other} />}
      {answer && 'problem' in answer && (
        <div className="mb-4">
          <ProblemNote>{answer.problem.detail}</ProblemNote>
        </div>
      )}
      <Unaudited accounts={[account]} />
      <AccountCard account={account} day={day} zone={zone} askedAt={askedAt} waiting={waiting} alone />
      <OldClients account={account} />
      {search.get('disconnect') === account.id && (
        <DisconnectDialog
          account={account}
          scheduled={day?.scheduled ?? 0}
          backTo={`/accounts/${account.id}`}
        />
      )}
    </>
  );
}

/** The browser was signed in to TikTok as somebody else, whose account is connected now as one of its own. */
function WrongAccount({ wanted, other }: { wanted: Account; other: Account }) {
  return (
    <Strip
      tone="warn"
      action={
        <>
          <ConnectButton reconnect another returnTo={`/accounts/${wanted.id}`}>
            Try again
          </ConnectButton>
          <LinkButton to={`/accounts/${other.id}`}>Keep @{other.username} as a new account</LinkButton>
          <LinkButton to={`/accounts/${other.id}?disconnect=${other.id}`} variant="quiet">
            Disconnect it
          </LinkButton>
        </>
      }
    >
      You signed in as @{other.username}, but this is @{wanted.username}.
    </Strip>
  );
}
