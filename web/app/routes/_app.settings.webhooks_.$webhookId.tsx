import type { MetaFunction } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ChevronLeft } from 'lucide-react';
import {
  changeWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  resendDelivery,
  rotateWebhookSecret,
  testWebhook,
} from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import type { Trouble } from '../lib/door.server.ts';
import { deed, page, text, troubleOf } from '../lib/door.server.ts';
import { DeliveriesCard } from '../settings/deliveries-card.tsx';
import { SecretOnce } from '../settings/secret-once.tsx';
import { DeleteWebhookDialog, WebhookCard } from '../settings/webhook-card.tsx';
import { WebhookFormCard } from '../settings/webhook-form-card.tsx';
import { eventsOf, hostOf } from '../settings/webhook-words.ts';
import { useUser } from './_app.tsx';

const LIST = '/settings/webhooks';
const PAGE = '20';

export const meta: MetaFunction = () => [{ title: 'Webhook · Settings · TikTimer' }];

/** Who may not see webhooks is told so where they are listed. */
export const loader = page(async ({ context: { api }, params, request }) => {
  const cursor = new URL(request.url).searchParams.get('before');
  const id = params.webhookId ?? '';
  try {
    const [webhook, sent] = await Promise.all([
      getWebhook(api, id),
      listDeliveries(api, id, { limit: PAGE, ...(cursor && { cursor }) }),
    ]);
    return { webhook, deliveries: sent.deliveries, next: sent.next };
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code === 'forbidden') throw redirect(LIST);
    throw error;
  }
});

interface Answer {
  card: string;
  secret?: string;
  problem?: Trouble;
}

export const action = deed(async ({ context: { api }, params }, form) => {
  const id = params.webhookId ?? '';
  const card = text(form, 'card');
  try {
    switch (card) {
      case 'change':
        await changeWebhook(api, id, {
          url: text(form, 'url').trim(),
          description: text(form, 'description').trim(),
          events: eventsOf(form),
        });
        break;
      case 'on':
      case 'off':
        await changeWebhook(api, id, { enabled: card === 'on' });
        break;
      case 'test':
        await testWebhook(api, id);
        break;
      case 'resend':
        await resendDelivery(api, id, text(form, 'messageId'));
        break;
      case 'rotate': {
        const { secret } = await rotateWebhookSecret(api, id);
        // The one answer that holds the secret; nothing keeps it.
        return data<Answer>({ card, secret }, { headers: { 'cache-control': 'no-store' } });
      }
      case 'delete':
        await deleteWebhook(api, id);
        return redirect(LIST);
      default:
        return data<Answer | null>(null, { status: 422 });
    }
    return data<Answer>({ card });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.status >= 500 || error.body.code === 'unauthenticated')
      throw error;
    return data<Answer>({ card, problem: troubleOf(error) }, error.body.status);
  }
});

export default function WebhookPage() {
  const { webhook, deliveries, next } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const { zone } = useUser();
  const address = `${LIST}/${webhook.id}`;
  const changing = answer?.card === 'change';
  return (
    <>
      <Link
        to={LIST}
        className="-mb-2 -ml-1 inline-flex min-h-11 items-center gap-1 justify-self-start text-soft no-underline hover:text-ink md:min-h-6"
      >
        <ChevronLeft size={18} strokeWidth={1.75} aria-hidden />
        All webhooks
      </Link>
      {answer?.secret && (
        <SecretOnce
          name={`The new secret of ${hostOf(webhook.url)}`}
          secret={answer.secret}
          label="The new secret"
          lead="Copy it now: it is not shown again. For 24 hours the old one signs too, so that you can change over."
        />
      )}
      <WebhookCard of={webhook} zone={zone} problem={changing ? undefined : answer?.problem} />
      <DeliveriesCard
        deliveries={deliveries}
        address={address}
        next={next}
        older={search.has('before')}
        zone={zone}
        canSend={webhook.enabled}
      />
      <WebhookFormCard
        key={webhook.updatedAt}
        title="Address and events"
        card="change"
        action={address}
        of={webhook}
        problem={changing ? answer.problem : undefined}
      >
        Save
      </WebhookFormCard>
      {search.get('ask') === 'delete' && <DeleteWebhookDialog of={webhook} backTo={address} />}
    </>
  );
}
