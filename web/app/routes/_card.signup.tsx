import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';
import { Form, Link, useActionData, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { TextField } from '../components/text-field.tsx';
import { createUser, startSession } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { text } from '../lib/door.server.ts';
import { zoneCity } from '../lib/format.ts';
import { keepSession } from '../lib/session.server.ts';

export const meta: MetaFunction = () => [{ title: 'Create your account · TikTimer' }];

export function loader({ context }: LoaderFunctionArgs) {
  if (context.signedIn) throw redirect('/posts');
  return null;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const email = text(form, 'email').trim();
  const username = text(form, 'username').trim();
  const password = text(form, 'password');
  const zone = text(form, 'zone');
  try {
    await createUser(context.api, { email, username, password, ...(zone && { zone }) });
    const { token, expiresAt } = await startSession(context.api, { login: email, password });
    return redirect('/accounts', { headers: await keepSession(token, expiresAt) });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { issues = [], detail, status } = error.body;
    const errors = Object.fromEntries(issues.map(({ path, message }) => [path, message]));
    return data({ email, username, errors, detail: issues.length > 0 ? null : detail }, { status });
  }
}

export default function SignUp() {
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const [zone, setZone] = useState('');
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  useEffect(() => {
    if (answer) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [answer]);
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        Create your account
      </h1>
      <Form ref={form} method="post" className="mt-6 flex flex-col gap-4">
        {answer?.detail && <ProblemNote>{answer.detail}</ProblemNote>}
        <TextField
          label="Email"
          name="email"
          type="email"
          defaultValue={answer?.email}
          error={errors.email}
          autoComplete="email"
          required
        />
        <TextField
          label="Username"
          name="username"
          defaultValue={answer?.username}
          error={errors.username}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          error={errors.password}
          hint="12 characters or more. A sentence is fine."
        />
        <input type="hidden" name="zone" value={zone} />
        {zone && (
          <p className="text-soft text-sm">
            Your time zone: <b>{zoneCity(zone)}</b>
          </p>
        )}
        <Button variant="primary" size="lg" pending={busy}>
          Create account
        </Button>
      </Form>
      <p className="mt-6 text-center text-soft">
        Already here?{' '}
        <Link to="/login" className="link">
          Sign in
        </Link>
      </p>
    </>
  );
}
