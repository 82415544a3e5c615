import { Form, useNavigation } from '@remix-run/react';
import { useMemo, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Field, FieldError, TextField } from '../components/text-field.tsx';
import type { Trouble } from '../lib/door.server.ts';
import { formErrors, NO_ERRORS } from '../lib/form-errors.ts';
import { useFirstError } from '../lib/use-first-error.ts';
import { Card } from './card.tsx';

const LIVES = [
  { days: 90, name: '90 days' },
  { days: 365, name: 'A year' },
  { days: 0, name: 'Until you revoke it' },
];

export function NewKeyCard({
  scopes,
  problem,
}: {
  scopes: { scope: string; words: string }[];
  problem: Trouble | undefined;
}) {
  const form = useRef<HTMLFormElement>(null);
  const errors = useMemo(() => (problem ? formErrors(problem) : NO_ERRORS), [problem]);
  useFirstError(form, errors);
  const busy = useNavigation().formData?.get('card') === 'create';
  return (
    <Card
      title="New API key"
      lead="For a program that works for you. It can do what you tick here, and never more than you may."
    >
      <Form ref={form} method="post" action="/settings/api" className="grid gap-4" noValidate>
        <input type="hidden" name="card" value="create" />
        {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
        <TextField
          label="Name"
          name="name"
          hint="What it is for, such as “Video editor”."
          error={errors.fields.name}
          maxLength={80}
          autoComplete="off"
          required
        />
        <fieldset>
          <legend className="font-medium">It may</legend>
          {scopes.map(({ scope, words }) => (
            <label key={scope} className="flex items-start gap-2.5 py-3 md:mt-2 md:min-h-6 md:py-0">
              <input type="checkbox" name="scope" value={scope} className="tick-box" />
              <span>
                {words} <code className="font-mono text-muted text-xs">{scope}</code>
              </span>
            </label>
          ))}
          {errors.fields.scopes && (
            <div className="mt-2">
              <FieldError>{errors.fields.scopes}</FieldError>
            </div>
          )}
        </fieldset>
        <Field label="It works for" name="days">
          {(ids) => (
            <select {...ids} name="days" defaultValue="90" className="field picker max-w-64">
              {LIVES.map(({ days, name }) => (
                <option key={days} value={days}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div>
          <Button variant="primary" pending={busy}>
            Create key
          </Button>
        </div>
      </Form>
    </Card>
  );
}
