import { Send } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Card } from './card.tsx';
import { testWords } from './notify-form.ts';
import { useCard } from './use-card.ts';

/** Whatever is ticked above: a test that nothing came of would say nothing. */
export function TestCard() {
  const { Form, form, busy, errors, answer } = useCard('test', null);
  return (
    <Card title="Try it" lead="A mail and a push to each device, now, whatever is ticked above.">
      <Form ref={form} method="post" action="/settings/notifications">
        <input type="hidden" name="card" value="test" />
        <Button icon={Send} pending={busy}>
          Send a test
        </Button>
      </Form>
      {errors.whole && (
        <div className="mt-3">
          <ProblemNote>{errors.whole}</ProblemNote>
        </div>
      )}
      <p role="status" className="mt-3 text-soft empty:hidden">
        {!busy && answer?.sent && testWords(answer.sent)}
      </p>
    </Card>
  );
}
