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
import { text, troubleOf } from '../lib/door.server.ts';
import { formErrors, NO_ERRORS } from '../lib/form-errors.ts';
import { zoneCity } from '../lib/format.ts';
import { useNonce } from '../lib/nonce.ts';
import { HOME } from '../lib/places.ts';
import { keepSession } from '../lib/session.server.ts';
import { useFirstError } from '../lib/use-first-error.ts';
import { ZoneField } from '../settings/zone-field.tsx';

export const meta: MetaFunction = () => [{ title: 'Create your account · TikTimer' }];

export function loader({ context }: LoaderFunctionArgs) {
  if (context.signedIn) throw redirect(HOME);
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
    return redirect('/welcome/account', { headers: await keepSession(token, expiresAt) });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return data({ email, username, errors: formErrors(troubleOf(error)) }, { status: error.body.status });
  }
}

export default function SignUp() {
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const { fields, whole } = answer?.errors ?? NO_ERRORS;
  useFirstError(form, answer?.errors ?? NO_ERRORS);
  return (
    <>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        Create your account
      </h1>
      <Form ref={form} method="post" noValidate className="mt-6 flex flex-col gap-4">
        {whole && <ProblemNote>{whole}</ProblemNote>}
        <TextField
          label="Email"
          name="email"
          type="email"
          defaultValue={answer?.email}
          error={fields.email}
          autoComplete="email"
          required
        />
        <TextField
          label="Username"
          name="username"
          defaultValue={answer?.username}
          error={fields.username}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          error={fields.password}
          hint={fields.password ? undefined : '12 characters or more. A sentence is fine.'}
        />
        <GuessedZone error={fields.zone} />
        <Button variant="primary" size="lg" pending={busy}>
          Create account
        </Button>
        <p className="text-soft text-sm">
          By creating an account you accept the{' '}
          <Link to="/terms" className="link">
            Terms
          </Link>{' '}
          and the{' '}
          <Link to="/privacy" className="link">
            Privacy policy
          </Link>
          .
        </p>
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

/** For a press that comes before React: the field before this script gets the browser's own zone while the page is read. */
const GUESS =
  'document.currentScript.previousElementSibling.value=Intl.DateTimeFormat().resolvedOptions().timeZone';

/** The browser's own zone, which can be changed here or later; without scripts it is UTC until the settings say otherwise. */
function GuessedZone({ error }: { error: string | undefined }) {
  const [zone, setZone] = useState('');
  const [changing, setChanging] = useState(false);
  const nonce = useNonce();
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  if (changing || error)
    return (
      <ZoneField
        label="Your time zone"
        name="zone"
        value={zone}
        onChange={setZone}
        zones={Intl.supportedValuesOf('timeZone')}
        error={error}
      />
    );
  if (!zone)
    return (
      <>
        <input type="hidden" name="zone" suppressHydrationWarning />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: words of our own, that hold nothing from outside */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: GUESS }} />
      </>
    );
  return (
    <p className="flex items-center gap-2 text-soft text-sm">
      <input type="hidden" name="zone" value={zone} />
      <span>
        Your time zone: <b>{zoneCity(zone)}</b>
      </span>
      <button type="button" className="link thumb min-h-6" onClick={() => setChanging(true)}>
        Change
      </button>
    </p>
  );
}
