import type { MetaFunction } from '@remix-run/cloudflare';
import { data } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { WebhookWithSecret } from '@tiktimer/worker/contract';
import { createWebhook, listWebhooks } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import type { Trouble } from '../lib/door.server.ts';
import { deed, page, text } from '../lib/door.server.ts';
import { Card } from '../settings/card.tsx';
import { SecretOnce } from '../settings/secret-once.tsx';
import { WebhookFormCard } from '../settings/webhook-form-card.tsx';
import { WebhookList } from '../settings/webhook-list.tsx';
import { eventsOf, hostOf } from '../settings/webhook-words.ts';

export const meta: MetaFunction = () => [{ title: 'Webhooks · Settings · TikTimer' }];

/** Who may not see webhooks is told so in the API's words. */
export const loader = page(async ({ context: { api } }) => {
  try {
    return { webhooks: await listWebhooks(api), forbidden: null };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.code !== 'forbidden') throw error;
    return { webhooks: [], forbidden: error.body.detail };
  }
});

interface Answer {
  made?: WebhookWithSecret;
  problem?: Trouble;
}

export const action = deed(async ({ context: { api } }, form) => {
  const made = await createWebhook(api, {
    url: text(form, 'url').trim(),
    description: text(form, 'description').trim(),
    events: eventsOf(form),
  });
  // The one answer that holds the secret; nothing keeps it.
  return data<Answer>({ made }, { headers: { 'cache-control': 'no-store' } });
});

export default function WebhookSettings() {
  const { webhooks, forbidden } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  if (forbidden) return <Card title="Webhooks">{forbidden}</Card>;
  return (
    <>
      {answer?.made && (
        <SecretOnce
          name={`The secret of ${hostOf(answer.made.url)}`}
          secret={answer.made.secret}
          label="The secret"
          lead="Your server checks with it that an event is ours. Copy it now: it is not shown again."
        />
      )}
      <WebhookList webhooks={webhooks} />
      {/* A webhook that was made begins the form anew. */}
      <WebhookFormCard
        key={answer?.made?.id ?? 'new'}
        title="New webhook"
        lead="What happens here is sent to your own server, signed as Standard Webhooks has it. Captions and videos are not in it."
        card="create"
        action="/settings/webhooks"
        problem={answer?.problem}
      >
        Add webhook
      </WebhookFormCard>
    </>
  );
}
