import type { User } from '@tiktimer/worker/contract';
import { Check, MailWarning } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { OutboxLink } from '../components/check-inbox.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { TextField } from '../components/text-field.tsx';
import { useAwake } from '../lib/use-awake.ts';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';

type Who = Pick<User, 'email' | 'emailConfirmed' | 'pendingEmail'>;

export function EmailCard({ user, outbox }: { user: Who; outbox: boolean }) {
  return (
    <Card title="Email" lead={<Standing user={user} />}>
      {(user.pendingEmail || !user.emailConfirmed) && (
        <Unconfirmed
          address={user.pendingEmail ?? user.email}
          replaces={user.pendingEmail !== null}
          outbox={outbox}
        />
      )}
      {/* A new address begins the form anew. */}
      <ChangeForm key={`${user.email} ${user.pendingEmail}`} />
    </Card>
  );
}

function Standing({ user }: { user: Who }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 break-words">
      {user.email}
      {user.emailConfirmed && (
        <span className="flex items-center gap-1 font-medium text-good text-sm">
          <Check size={15} strokeWidth={2} aria-hidden />
          Confirmed
        </span>
      )}
    </p>
  );
}

/** That an address waits to be confirmed, and the link once more. */
export function Unconfirmed({
  address,
  replaces,
  outbox,
}: {
  address: string;
  replaces: boolean;
  outbox: boolean;
}) {
  const { Form, form, busy, saved, errors } = useCard('confirmation');
  return (
    <div className="mb-5 flex gap-3 rounded-lg bg-warn-tint px-4 py-3">
      <MailWarning size={18} strokeWidth={1.75} aria-hidden className="mt-0.5 flex-none text-warn" />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <b>Check your inbox.</b> We sent a link to {address}.{' '}
          {replaces
            ? 'Until you open it, the old address stays.'
            : 'Until you open it, we send you no other mail.'}
        </p>
        <Form ref={form} method="post" action="/settings/profile" className="mt-2">
          <input type="hidden" name="card" value="confirmation" />
          <Button size="sm" pending={busy}>
            Send it again
          </Button>
          {saved && <span className="ml-3 text-soft text-sm">On its way.</span>}
          {errors.whole && <span className="ml-3 text-sm">{errors.whole}</span>}
        </Form>
        <OutboxLink outbox={outbox} />
      </div>
    </div>
  );
}

function ChangeForm() {
  const { Form, form, busy, saved, errors } = useCard('email');
  const awake = useAwake();
  const [typed, setTyped] = useState('');
  const changed = typed.trim() !== '';
  return (
    <Form ref={form} method="post" action="/settings/profile" className="grid gap-4" noValidate>
      <input type="hidden" name="card" value="email" />
      {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
      <TextField
        label="Another address"
        name="email"
        type="email"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={errors.fields.email}
        autoComplete="email"
        required
      />
      {(changed || !awake) && (
        <PasswordField
          label="Your password"
          name="currentPassword"
          autoComplete="current-password"
          error={errors.fields.currentPassword}
          hint="Asked so that nobody else moves your account."
        />
      )}
      <SaveRow changed={changed} busy={busy} saved={saved && !changed}>
        Change address
      </SaveRow>
    </Form>
  );
}
