import type { UserSettings } from '@tiktimer/worker/contract';
import { useState } from 'react';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';

const DAYS = { monday: 'Monday', sunday: 'Sunday' } as const;

export function WeekCard({ weekStart }: { weekStart: UserSettings['weekStart'] }) {
  const { Form, form, busy, saved, errors } = useCard('week');
  const [chosen, setChosen] = useState(weekStart);
  return (
    <Card title="Week" lead="The day a week of the calendar begins with.">
      <Form ref={form} method="post" action="/settings/time">
        <input type="hidden" name="card" value="week" />
        <fieldset className="flex gap-6">
          <legend className="sr-only">A week begins on</legend>
          {(['monday', 'sunday'] as const).map((day) => (
            <label key={day} className="flex min-h-11 items-center gap-2.5 md:min-h-9">
              <input
                type="radio"
                name="weekStart"
                value={day}
                checked={chosen === day}
                onChange={() => setChosen(day)}
                className="size-4 accent-ink"
              />
              {DAYS[day]}
            </label>
          ))}
        </fieldset>
        {errors.whole && <p className="text-bad text-sm">{errors.whole}</p>}
        <SaveRow changed={chosen !== weekStart} busy={busy} saved={saved} />
      </Form>
    </Card>
  );
}
