import { Form, Link, useNavigation } from '@remix-run/react';
import type { DeletionBegun } from '@tiktimer/worker/contract';
import { useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { TextField } from '../components/text-field.tsx';
import { formErrors, NO_ERRORS } from '../lib/form-errors.ts';
import { date, posts } from '../lib/format.ts';
import { useAwake } from '../lib/use-awake.ts';
import { useFirstError } from '../lib/use-first-error.ts';
import { Card } from './card.tsx';
import type { CardAnswer } from './use-card.ts';

/** Not optimistic, and asked twice: the name and the password, both typed anew. */
export function DeleteCard({
  username,
  scheduled,
  deletesOn,
  zone,
  answer,
}: {
  username: string;
  scheduled: number;
  /** When it would be, ISO. */
  deletesOn: string;
  zone: string;
  answer: CardAnswer | undefined;
}) {
  const form = useRef<HTMLFormElement>(null);
  const awake = useAwake();
  const [typed, setTyped] = useState('');
  const navigation = useNavigation();
  const errors = useStable(answer);
  useFirstError(form, errors);
  const busy = navigation.formData?.get('card') === 'delete';
  return (
    <Card
      title="Delete account"
      lead={
        <>
          Everything would be deleted on <b className="text-ink">{date(deletesOn, zone)}</b>; until then you
          can sign in and keep it.{' '}
          {scheduled > 0 && <>Scheduled posts are cancelled today: {scheduled.toLocaleString('en-GB')}. </>}
          What is on TikTok stays there.
        </>
      }
    >
      <Form ref={form} method="post" action="/settings/data" className="grid gap-4" noValidate>
        <input type="hidden" name="card" value="delete" />
        {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
        <TextField
          label="Your username"
          name="username"
          hint={`Type ${username} to confirm.`}
          error={errors.fields.username}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField
          label="Your password"
          name="password"
          autoComplete="current-password"
          error={errors.fields.password}
        />
        <div>
          <Button
            variant="danger"
            pending={busy}
            disabledReason={awake && typed !== username ? 'Type your username first.' : undefined}
            onClick={(event) => awake && typed !== username && event.preventDefault()}
          >
            Delete my account
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** The same object while the answer is the same. */
function useStable(answer: CardAnswer | undefined) {
  const kept = useRef({ answer, errors: NO_ERRORS });
  if (kept.current.answer !== answer)
    kept.current = { answer, errors: answer?.problem ? formErrors(answer.problem) : NO_ERRORS };
  return kept.current.errors;
}

/** While it can be taken back. */
export function LeavingCard({
  deletesAt,
  zone,
  begun,
}: {
  deletesAt: string;
  zone: string;
  begun: DeletionBegun | null;
}) {
  return (
    <Card
      title="Your account will be deleted"
      lead={
        <>
          On <b className="text-ink">{date(deletesAt, zone)}</b> everything in it is erased. Until then you
          can keep it.
        </>
      }
    >
      {begun && begun.cancelled > 0 && (
        <p role="status" className="mb-3">
          {posts(begun.cancelled)} cancelled.
        </p>
      )}
      {begun && begun.tooLate.length > 0 && (
        <p className="mb-3">
          Already on the way to TikTok:{' '}
          {begun.tooLate.map((id, index) => (
            <Link key={id} to={`/posts/${id}`} className="link mr-2">
              Receipt {index + 1}
            </Link>
          ))}
        </p>
      )}
      <Form method="post" action="/settings/data">
        <input type="hidden" name="card" value="keep" />
        <Button variant="primary">Keep my account</Button>
      </Form>
    </Card>
  );
}
