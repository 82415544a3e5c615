import { Form, useNavigation } from '@remix-run/react';
import type { Webhook } from '@tiktimer/worker/contract';
import type { ReactNode } from 'react';
import { useMemo, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import type { Trouble } from '../lib/door.server.ts';
import { formErrors, NO_ERRORS } from '../lib/form-errors.ts';
import { useFirstError } from '../lib/use-first-error.ts';
import { Card } from './card.tsx';
import { WebhookFields } from './webhook-fields.tsx';

/** Makes a webhook, or changes one. */
export function WebhookFormCard({
  title,
  lead,
  card,
  action,
  of,
  problem,
  children,
}: {
  title: string;
  lead?: ReactNode;
  card: 'create' | 'change';
  action: string;
  of?: Webhook;
  problem: Trouble | undefined;
  /** The button's words. */
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const errors = useMemo(() => (problem ? formErrors(problem) : NO_ERRORS), [problem]);
  useFirstError(form, errors);
  const busy = useNavigation().formData?.get('card') === card;
  return (
    <Card title={title} lead={lead}>
      <Form ref={form} method="post" action={action} className="grid gap-4" preventScrollReset noValidate>
        <input type="hidden" name="card" value={card} />
        {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
        <WebhookFields {...(of && { of })} errors={errors} />
        <div>
          <Button variant="primary" pending={busy}>
            {children}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
