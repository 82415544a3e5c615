import { Form, useNavigation } from '@remix-run/react';
import type { Delivery } from '@tiktimer/worker/contract';
import { Button, LinkButton } from '../components/button.tsx';
import { useNow } from '../lib/clock.ts';
import { postTime } from '../lib/format.ts';
import { useLiveRefresh } from '../lib/use-live.ts';
import { usePoll } from '../lib/use-poll.ts';
import { Card } from './card.tsx';
import { TONE_LOOK } from './webhook-list.tsx';
import { eventWords, fareOf, laidOut, lookEvery } from './webhook-words.ts';

/** What was sent to one webhook, newest first. */
export function DeliveriesCard({
  deliveries,
  address,
  next,
  older,
  zone,
  canSend,
}: {
  deliveries: Delivery[];
  address: string;
  next: string | null;
  /** Whether this is a later page of the list. */
  older: boolean;
  zone: string;
  canSend: boolean;
}) {
  useLiveRefresh(({ type }) => type === 'post' || type === 'account');
  usePoll(lookEvery(deliveries, useNow()));
  return (
    <Card title="Deliveries" lead="What was sent in the last 30 days.">
      {deliveries.length === 0 ? (
        <p className="text-soft">{older ? 'Nothing older.' : 'Nothing was sent yet.'}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} of={delivery} address={address} zone={zone} canSend={canSend} />
          ))}
        </ul>
      )}
      {(older || next) && (
        <p className="mt-4 flex gap-2">
          {older && <LinkButton to={address}>Newest</LinkButton>}
          {next && (
            <LinkButton to={`${address}?before=${encodeURIComponent(next)}`} preventScrollReset>
              Older
            </LinkButton>
          )}
        </p>
      )}
    </Card>
  );
}

function DeliveryRow({
  of,
  address,
  zone,
  canSend,
}: {
  of: Delivery;
  address: string;
  zone: string;
  canSend: boolean;
}) {
  const now = useNow();
  const busy = useNavigation().formData?.get('messageId') === of.id;
  const { state, tone, rest } = fareOf(of, zone);
  const when = postTime(of.createdAt, zone, now);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p>
          <b className={`font-medium ${TONE_LOOK[tone]}`}>{state}</b> · {eventWords(of.event)}
        </p>
        <p className="text-muted text-sm">
          <time dateTime={of.createdAt}>{when}</time>
          {rest && ` · ${rest}`}
        </p>
        <details className="mt-1 text-sm">
          <summary className="cursor-pointer py-3 text-soft md:py-1">What was sent</summary>
          <p className="select-all break-all font-mono text-muted text-xs">{of.id}</p>
          <pre className="mt-1 whitespace-pre-wrap break-all rounded-md bg-sunken p-3 font-mono text-xs">
            {laidOut(of.body)}
          </pre>
        </details>
      </div>
      {canSend && of.status !== 'waiting' && (
        <Form method="post" action={address} preventScrollReset>
          <input type="hidden" name="card" value="resend" />
          <input type="hidden" name="messageId" value={of.id} />
          <Button size="sm" pending={busy} aria-label={`Send again: ${eventWords(of.event)}, ${when}`}>
            Send again
          </Button>
        </Form>
      )}
    </li>
  );
}
