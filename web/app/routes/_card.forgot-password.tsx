import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { data } from '@remix-run/cloudflare';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { Button } from '../components/button.tsx';
import { OutboxLink } from '../components/check-inbox.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { TextField } from '../components/text-field.tsx';
import { getInstance, requestPasswordReset } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { text, troubleOf } from '../lib/door.server.ts';
import { formErrors, NO_ERRORS } from '../lib/form-errors.ts';
import { useFirstError } from '../lib/use-first-error.ts';

export const meta: MetaFunction = () => [{ title: 'Reset your password · TikTimer' }];

export const loader = async ({ context }: LoaderFunctionArgs) => ({
  outbox: (await getInstance(context.api)).outbox,
});

export async function action({ context, request }: ActionFunctionArgs) {
  const email = text(await request.formData(), 'email').trim();
  try {
    await requestPasswordReset(context.api, email);
    return data({ sent: true, email, errors: NO_ERRORS });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return data({ sent: false, email, errors: formErrors(troubleOf(error)) }, { status: error.body.status });
  }
}

export default function ForgotPassword() {
  const { outbox } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        Reset your password
      </h1>
      {answer?.sent ? <Sent outbox={outbox} /> : <Ask />}
      <p className="mt-6 text-center text-soft">
        <Link to="/login" className="link thumb">
          Back to sign in
        </Link>
      </p>
    </>
  );
}

/** Never whether there is such an account (security.md 7). */
function Sent({ outbox }: { outbox: boolean }) {
  return (
    <div role="status" className="mt-4">
      <p className="text-md">If that address has an account, a link is on its way.</p>
      <p className="mt-2 text-soft">It works once, for 30 minutes. Look into spam too.</p>
      <OutboxLink outbox={outbox} />
    </div>
  );
}

function Ask() {
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const errors = answer?.errors ?? NO_ERRORS;
  useFirstError(form, errors);
  return (
    <>
      <p className="mt-2 text-soft">We mail you a link to set a new one.</p>
      <Form ref={form} method="post" className="mt-6 flex flex-col gap-4" noValidate>
        {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
        <TextField
          label="Email"
          name="email"
          type="email"
          defaultValue={answer?.email}
          error={errors.fields.email}
          autoComplete="email"
          required
        />
        <Button variant="primary" size="lg" pending={busy}>
          Send the link
        </Button>
      </Form>
    </>
  );
}
