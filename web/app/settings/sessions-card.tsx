import type { Session } from '@tiktimer/worker/contract';
import { Laptop, Smartphone } from 'lucide-react';
import type * as z from 'zod';
import { Button } from '../components/button.tsx';
import { useNow } from '../lib/clock.ts';
import { relative } from '../lib/format.ts';
import { Card } from './card.tsx';
import { deviceWords } from './device.ts';
import { useCard } from './use-card.ts';

type Device = z.infer<typeof Session>;

export function SessionsCard({ sessions }: { sessions: Device[] }) {
  const { Form, busy, errors } = useCard('others');
  const mineFirst = sessions.toSorted((a, b) => Number(b.current) - Number(a.current));
  return (
    <Card title="Devices" lead="Where you are signed in. End what you do not know, then set a new password.">
      <ul className="divide-y divide-line border-line border-y">
        {mineFirst.map((session) => (
          <DeviceRow key={session.id} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form method="post" action="/settings/security" className="mt-4">
          <input type="hidden" name="card" value="others" />
          <Button pending={busy}>End all others</Button>
          {errors.whole && <p className="mt-2 text-bad text-sm">{errors.whole}</p>}
        </Form>
      )}
    </Card>
  );
}

const isPhone = (userAgent: string) => /iPhone|Android.*Mobile/.test(userAgent);

function DeviceRow({ session }: { session: Device }) {
  const { Form, busy } = useCard(`session-${session.id}`);
  const now = useNow();
  const Icon = isPhone(session.userAgent) ? Smartphone : Laptop;
  const name =
    session.kind === 'refresh'
      ? `${deviceWords(session.userAgent)} (old API)`
      : deviceWords(session.userAgent);
  return (
    <li className="flex min-h-[60px] items-center gap-3.5 py-2">
      <Icon size={20} strokeWidth={1.5} aria-hidden className="flex-none text-soft" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-muted text-sm">
          {session.current ? (
            <b className="text-good">This device</b>
          ) : (
            <>
              Last seen <time dateTime={session.lastSeenAt}>{relative(session.lastSeenAt, now)}</time>
            </>
          )}
        </p>
      </div>
      {!session.current && (
        <Form method="post" action="/settings/security">
          <input type="hidden" name="card" value="session" />
          <input type="hidden" name="sessionId" value={session.id} />
          <Button size="sm" pending={busy} aria-label={`End ${name}`}>
            End
          </Button>
        </Form>
      )}
    </li>
  );
}
