import { Link } from '@remix-run/react';
import type { Webhook } from '@tiktimer/worker/contract';
import { ChevronRight } from 'lucide-react';
import { useNow } from '../lib/clock.ts';
import { Card } from './card.tsx';
import type { Tone } from './webhook-words.ts';
import { hostOf, standingOf } from './webhook-words.ts';

export const TONE_LOOK: Record<Tone, string> = { good: 'text-good', bad: 'text-bad', soft: 'text-muted' };

export function WebhookList({ webhooks }: { webhooks: Webhook[] }) {
  return (
    <Card title="Your webhooks">
      {webhooks.length === 0 ? (
        <p className="text-soft">No webhooks yet.</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {webhooks.map((webhook) => (
            <Row key={webhook.id} of={webhook} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ of }: { of: Webhook }) {
  const { words, tone } = standingOf(of, useNow());
  return (
    <li>
      <Link
        to={`/settings/webhooks/${of.id}`}
        className="-mx-2 flex min-h-[60px] items-center gap-3 rounded-md px-2 py-2 no-underline hover:bg-sunken"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{of.description || hostOf(of.url)}</span>
          <span className="block truncate text-muted text-sm">{of.url}</span>
          <span className={`block text-sm ${TONE_LOOK[tone]}`}>{words}</span>
        </span>
        <ChevronRight size={18} strokeWidth={1.75} aria-hidden className="flex-none text-muted" />
      </Link>
    </li>
  );
}
