import { useState } from 'react';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';

/** Asks for the current one; after it is set, every other device is signed out. */
export function PasswordCard() {
  const { Form, form, busy, saved, errors } = useCard('password');
  const [typing, setTyping] = useState(false);
  return (
    <Card title="Password" lead="Setting a new one signs you out on every other device.">
      <Form
        // What was typed goes once it is saved.
        key={saved ? 'saved' : 'typing'}
        ref={form}
        method="post"
        action="/settings/security"
        className="grid gap-4"
        onChange={() => setTyping(true)}
        onSubmit={() => setTyping(false)}
      >
        <input type="hidden" name="card" value="password" />
        {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
        <PasswordField
          label="Current password"
          name="currentPassword"
          autoComplete="current-password"
          error={errors.fields.currentPassword}
        />
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          error={errors.fields.password}
          hint="12 characters or more. A sentence is fine."
        />
        <SaveRow changed={typing || !saved} busy={busy} saved={saved && !typing}>
          Set password
        </SaveRow>
      </Form>
    </Card>
  );
}
