import { Form, useNavigation } from '@remix-run/react';
import type { ApiKey } from '@tiktimer/worker/contract';
import { Button } from '../components/button.tsx';
import { useNow } from '../lib/clock.ts';
import { date, relative } from '../lib/format.ts';
import { Card } from './card.tsx';

const STATES: Record<ApiKey['state'], string> = {
  active: '',
  expired: 'Expired',
  revoked: 'Revoked',
  orphaned: 'Its maker has left',
};

export function KeyList({ keys, zone }: { keys: ApiKey[]; zone: string }) {
  return (
    <Card title="Your keys">
      {keys.length === 0 ? (
        <p className="text-soft">No keys yet.</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {keys.map((key) => (
            <KeyRow key={key.id} of={key} zone={zone} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function KeyRow({ of, zone }: { of: ApiKey; zone: string }) {
  const now = useNow();
  const busy = useNavigation().formData?.get('keyId') === of.id;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words font-medium">
          {of.name} <code className="font-mono text-muted text-sm">{of.prefix}…</code>
        </p>
        <p className="text-muted text-sm">{of.scopes.join(', ')}</p>
        <p className="text-muted text-sm">
          {of.lastUsedAt ? `Last used ${relative(of.lastUsedAt, now)}` : 'Never used'} ·{' '}
          {of.expiresAt ? `until ${date(of.expiresAt, zone)}` : 'no end'}
        </p>
      </div>
      {of.state === 'active' ? (
        <Form method="post" action="/settings/api">
          <input type="hidden" name="card" value="revoke" />
          <input type="hidden" name="keyId" value={of.id} />
          <Button size="sm" pending={busy} aria-label={`Revoke ${of.name}`}>
            Revoke
          </Button>
        </Form>
      ) : (
        <span className="font-medium text-muted text-sm">{STATES[of.state]}</span>
      )}
    </li>
  );
}
