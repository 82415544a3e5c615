import { Form, useNavigation } from '@remix-run/react';
import type { Webhook } from '@tiktimer/worker/contract';
import type { ReactNode } from 'react';
import { AskDialog } from '../components/ask-dialog.tsx';
import { Button, LinkButton } from '../components/button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useNow } from '../lib/clock.ts';
import type { Trouble } from '../lib/door.server.ts';
import { fullMoment } from '../lib/format.ts';
import { Card } from './card.tsx';
import { TONE_LOOK } from './webhook-list.tsx';
import { hostOf, standingOf } from './webhook-words.ts';

/** How one webhook does, and what can be done with it. */
export function WebhookCard({
  of,
  zone,
  problem,
}: {
  of: Webhook;
  zone: string;
  problem: Trouble | undefined;
}) {
  const now = useNow();
  const { words, tone } = standingOf(of, now);
  const address = `/settings/webhooks/${of.id}`;
  const oldSigns =
    of.oldSecretUntil !== null && Date.parse(of.oldSecretUntil) > now ? of.oldSecretUntil : null;
  return (
    <Card title={of.description || hostOf(of.url)} lead={<span className="break-all">{of.url}</span>}>
      {problem && (
        <div className="mb-4">
          <ProblemNote>{problem.detail}</ProblemNote>
        </div>
      )}
      <p className={`font-medium ${TONE_LOOK[tone]}`}>{words}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Deed address={address} card="test" off={of.enabled ? undefined : 'Switch it on first.'}>
          Send a test
        </Deed>
        <Deed address={address} card={of.enabled ? 'off' : 'on'}>
          {of.enabled ? 'Switch off' : 'Switch on'}
        </Deed>
        <Deed address={address} card="rotate">
          New secret
        </Deed>
        <LinkButton to="?ask=delete" preventScrollReset>
          Delete
        </LinkButton>
      </div>
      <p className="mt-3 max-w-prose text-muted text-sm">
        {oldSigns
          ? `Until ${fullMoment(oldSigns, zone)} the secret before signs too. Another new one ends it at once.`
          : 'After a new secret is made, the old one signs too for 24 hours.'}
      </p>
    </Card>
  );
}

function Deed({
  address,
  card,
  off,
  children,
}: {
  address: string;
  card: string;
  off?: string | undefined;
  children: ReactNode;
}) {
  const busy = useNavigation().formData?.get('card') === card;
  return (
    <Form method="post" action={address} preventScrollReset>
      <input type="hidden" name="card" value={card} />
      <Button
        pending={busy}
        disabledReason={off}
        onClick={(event) => off !== undefined && event.preventDefault()}
      >
        {children}
      </Button>
    </Form>
  );
}

export function DeleteWebhookDialog({ of, backTo }: { of: Webhook; backTo: string }) {
  const busy = useNavigation().formData?.get('card') === 'delete';
  return (
    <AskDialog
      title="Delete this webhook?"
      keep="Keep it"
      backTo={backTo}
      action={
        <Button form="delete-webhook" variant="danger" pending={busy}>
          Delete
        </Button>
      }
    >
      <Form id="delete-webhook" method="post" action={backTo}>
        <input type="hidden" name="card" value="delete" />
        <p className="break-words">
          {hostOf(of.url)} is told nothing more, and the list of what was sent goes too. To pause it, switch
          it off instead.
        </p>
      </Form>
    </AskDialog>
  );
}
