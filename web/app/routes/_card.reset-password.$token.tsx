import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { Button, LinkButton } from '../components/button.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { checkResetLink, completePasswordReset } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { text, troubleOf } from '../lib/door.server.ts';
import { formErrors, NO_ERRORS } from '../lib/form-errors.ts';
import { dropSession } from '../lib/session.server.ts';
import { useFirstError } from '../lib/use-first-error.ts';

export const meta: MetaFunction = () => [{ title: 'Set a new password · TikTimer' }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  try {
    await checkResetLink(context.api, params.token ?? '');
    return data({ expired: null });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.code !== 'not_found') throw error;
    return data({ expired: error.body.detail }, { status: 404 });
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const password = text(await request.formData(), 'password');
  try {
    await completePasswordReset(context.api, { token: params.token ?? '', password });
    // Whoever was signed in here has been signed out with everybody else.
    return redirect('/login?password=new', { headers: await dropSession() });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return data({ errors: formErrors(troubleOf(error)) }, { status: error.body.status });
  }
}

export default function ResetPassword() {
  const { expired } = useLoaderData<typeof loader>();
  return (
    <>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        Set a new password
      </h1>
      {expired ? <Expired>{expired}</Expired> : <SetPassword />}
    </>
  );
}

function Expired({ children }: { children: string }) {
  return (
    <>
      <p className="mt-4 mb-6 text-md text-soft">{children}</p>
      <LinkButton to="/forgot-password" variant="primary" size="lg">
        Send a new one
      </LinkButton>
    </>
  );
}

function SetPassword() {
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const errors = answer?.errors ?? NO_ERRORS;
  useFirstError(form, errors);
  return (
    <Form ref={form} method="post" noValidate className="mt-6 flex flex-col gap-4">
      {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        error={errors.fields.password}
        hint={errors.fields.password ? undefined : '12 characters or more. A sentence is fine.'}
      />
      <p className="text-soft text-sm">You will be signed out on every device, this one too.</p>
      <Button variant="primary" size="lg" pending={busy}>
        Set password
      </Button>
    </Form>
  );
}
