import type { MetaFunction } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '../components/button.tsx';
import { ConnectButton } from '../components/connect-button.tsx';
import { PageHead } from '../components/page-head.tsx';
import { finishConnection } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { ownPath, page } from '../lib/door.server.ts';

export const meta: MetaFunction = () => [{ title: 'Not connected · TikTimer' }];

/**
 * Where TikTok's consent page sends the browser. The GET finishes the connection, once: its `state` is single-use and
 * belongs to the creator who began it, so that nobody can be made to connect a stranger's account (security.md 21).
 */
export const loader = page(async ({ context, request }) => {
  const query = new URL(request.url).searchParams;
  const given = (name: string) => query.get(name) ?? undefined;
  const [code, scopes, error, errorDescription] = ['code', 'scopes', 'error', 'error_description'].map(given);
  try {
    const { account, returnTo } = await finishConnection(context.api, {
      state: query.get('state') ?? '',
      ...(code !== undefined && { code }),
      ...(scopes !== undefined && { scopes }),
      ...(error !== undefined && { error }),
      ...(errorDescription !== undefined && { errorDescription }),
    });
    const backTo = ownPath(returnTo, '/accounts');
    // A reconnect of one account may come back as another: TikTok takes whoever the browser is signed in as.
    const [, wanted] = /^\/accounts\/(acct_\w+)$/.exec(backTo) ?? [];
    return redirect(wanted && wanted !== account.id ? `${backTo}?signed-in-as=${account.id}` : backTo);
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem) || refusal.body.code === 'unauthenticated') throw refusal;
    return data({ detail: refusal.body.detail }, { status: refusal.body.status });
  }
});

export default function NotConnected() {
  const { detail } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title="Nothing was connected" />
      <p className="mb-6 max-w-xl text-md text-soft">{detail}</p>
      <div className="flex gap-2">
        <ConnectButton primary reconnect another>
          Try again
        </ConnectButton>
        <LinkButton to="/accounts">Go to accounts</LinkButton>
      </div>
    </>
  );
}
