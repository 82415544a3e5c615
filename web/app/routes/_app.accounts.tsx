import type { MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Account, AccountDetail } from '@tiktimer/worker/contract';
import { AccountCard } from '../components/account-card.tsx';
import { AskDialog } from '../components/ask-dialog.tsx';
import { Button } from '../components/button.tsx';
import { ConnectButton } from '../components/connect-button.tsx';
import { PageHead } from '../components/page-head.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Strip } from '../components/strip.tsx';
import { connectAccount, disconnectAccount, getAccount, listAccounts, listPosts } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { deed, ownPath, page, text } from '../lib/door.server.ts';
import { posts as countPosts } from '../lib/format.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'Accounts · TikTimer' }];

export const loader = page(async ({ context: { api } }) => {
  const [accounts, scheduled] = await Promise.all([
    listAccounts(api),
    listPosts(api, { status: 'scheduled', limit: '100' }),
  ]);
  const present = accounts.filter(({ status }) => status !== 'disconnected');
  return {
    accounts: await Promise.all(present.map((account) => withFreshInfo(api, account))),
    waiting: scheduled.posts.map(({ id, accountId, caption, publishAt }) => ({
      id,
      accountId,
      caption,
      publishAt,
    })),
  };
});

/** What TikTok says now; if it says nothing, what we knew. */
async function withFreshInfo(api: ApiClient, account: Account): Promise<Account | AccountDetail> {
  if (account.status !== 'connected') return account;
  try {
    return await getAccount(api, account.id);
  } catch (error) {
    if (error instanceof ApiProblem) return account;
    throw error;
  }
}

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
  const { accounts, waiting } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { zone } = useUser();
  const leaving = accounts.find(({ id }) => id === search.get('disconnect'));
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
      {accounts.length === 0 ? (
        <NoAccount />
      ) : (
        <div className="grid gap-4">
          {accounts.map((account) => (
            <AccountCard
              key={account.id}
              account={account}
              waiting={waiting.filter(({ accountId }) => accountId === account.id)}
              zone={zone}
            />
          ))}
        </div>
      )}
      <p className="mt-4 text-muted text-xs">
        We keep TikTok&apos;s keys encrypted and use them only to do what you scheduled. You can take them
        back here or in the TikTok app at any time.
      </p>
      {leaving && (
        <Disconnect
          account={leaving}
          planned={waiting.filter(({ accountId }) => accountId === leaving.id).length}
        />
      )}
    </>
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
  return (
    <section className="rounded-lg border border-line bg-surface px-6 py-12 text-center shadow-1">
      <h2 className="text-lg tracking-title">Connect the account you post with</h2>
      <p className="mx-auto mt-2 mb-6 max-w-md text-soft">
        You sign in on TikTok&apos;s own page. We never see your password. We ask to read your profile and to
        post the videos you schedule.
      </p>
      <ConnectButton primary>Connect TikTok</ConnectButton>
    </section>
  );
}

function Disconnect({ account, planned }: { account: Account; planned: number }) {
  return (
    <AskDialog
      title={`Disconnect @${account.username}?`}
      keep="Keep it"
      backTo="/accounts"
      action={
        <Form method="post" action="/accounts">
          <input type="hidden" name="accountId" value={account.id} />
          <Button name="intent" value="disconnect" variant="danger">
            Disconnect @{account.username}
          </Button>
        </Form>
      }
    >
      {planned > 0 && (
        <p>
          {planned === 100
            ? 'More than 99 scheduled posts'
            : `${countPosts(planned).replace(' ', ' scheduled ')}`}{' '}
          will be cancelled; you can schedule them again.
        </p>
      )}
      <p className="mt-1">We delete the keys and tell TikTok.</p>
    </AskDialog>
  );
}
