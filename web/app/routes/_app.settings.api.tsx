import type { MetaFunction } from '@remix-run/cloudflare';
import { data } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { ApiKeyMade } from '@tiktimer/worker/contract';
import { KEY_SCOPES, SCOPES } from '@tiktimer/worker/contract';
import type * as z from 'zod';
import { createApiKey, listApiKeys, revokeApiKey } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import type { Trouble } from '../lib/door.server.ts';
import { deed, page, text, troubleOf } from '../lib/door.server.ts';
import { Card } from '../settings/card.tsx';
import { KeyList } from '../settings/key-list.tsx';
import { NewKeyCard } from '../settings/new-key-card.tsx';
import { SecretOnce } from '../settings/secret-once.tsx';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'API keys · Settings · TikTimer' }];

/** Who may not manage keys is told so in the API's words. */
export const loader = page(async ({ context: { api } }) => {
  // The words travel with the page: the contract itself would bring its whole checker along.
  const scopes = KEY_SCOPES.map((scope) => ({ scope, words: SCOPES[scope] }));
  try {
    return { keys: await listApiKeys(api), scopes, forbidden: null };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.code !== 'forbidden') throw error;
    return { keys: [], scopes, forbidden: error.body.detail };
  }
});

interface Answer {
  made?: z.infer<typeof ApiKeyMade>;
  problem?: Trouble;
}
const DAY_MS = 86_400_000;

export const action = deed(async ({ context: { api } }, form) => {
  try {
    if (form.get('card') === 'revoke') {
      await revokeApiKey(api, text(form, 'keyId'));
      return data<Answer>({});
    }
    const days = Number(text(form, 'days'));
    const made = await createApiKey(api, {
      name: text(form, 'name'),
      scopes: KEY_SCOPES.filter((scope) => form.getAll('scope').includes(scope)),
      expiresAt: days > 0 ? new Date(Date.now() + days * DAY_MS).toISOString() : null,
    });
    // The one answer that holds the secret; nothing keeps it.
    return data<Answer>({ made }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.status >= 500 || error.body.code === 'unauthenticated')
      throw error;
    return data<Answer>({ problem: troubleOf(error) }, error.body.status);
  }
});

export default function ApiSettings() {
  const { keys, scopes, forbidden } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const { zone } = useUser();
  if (forbidden) return <Card title="API keys">{forbidden}</Card>;
  return (
    <>
      {answer?.made && <SecretOnce name={answer.made.name} secret={answer.made.secret} />}
      {/* A key that was made begins the form anew. */}
      <NewKeyCard key={answer?.made?.id ?? 'new'} scopes={scopes} problem={answer?.problem} />
      <KeyList keys={keys} zone={zone} />
    </>
  );
}
