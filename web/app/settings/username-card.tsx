import { useState } from 'react';
import { TextField } from '../components/text-field.tsx';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';

export function UsernameCard({ username }: { username: string }) {
  const { Form, form, busy, saved, errors } = useCard('username');
  const [typed, setTyped] = useState(username);
  return (
    <Card title="Username" lead="You can sign in with it. Nobody on TikTok sees it.">
      <Form ref={form} method="post" action="/settings/profile" noValidate>
        <input type="hidden" name="card" value="username" />
        <TextField
          label="Username"
          name="username"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={errors.fields.username ?? errors.whole ?? undefined}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <SaveRow changed={typed.trim() !== username} busy={busy} saved={saved} />
      </Form>
    </Card>
  );
}
