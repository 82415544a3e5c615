import { useState } from 'react';
import { useNow } from '../lib/clock.ts';
import { count, planned, second, zoneCity, zoneOffset } from '../lib/format.ts';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';
import { ZoneField } from './zone-field.tsx';

/** What is scheduled, as far as a change of zone matters to it. */
export interface Waiting {
  posts: number;
  /** When the next one goes out, ISO. */
  next: string | null;
}

export function ZoneCard({ zone, zones, waiting }: { zone: string; zones: string[]; waiting: Waiting }) {
  const { Form, form, busy, saved, errors } = useCard('zone');
  const [typed, setTyped] = useState(zone);
  const now = useNow();
  const known = zones.includes(typed);
  const changed = typed !== zone;
  return (
    <Card title="Time zone" lead="The clock that days and times are shown by.">
      <Form ref={form} method="post" action="/settings/time" noValidate>
        <input type="hidden" name="card" value="zone" />
        <ZoneField
          label="Time zone"
          name="zone"
          value={typed}
          onChange={setTyped}
          zones={zones}
          error={errors.fields.zone ?? errors.whole ?? undefined}
          hint={
            known
              ? `It is ${second(now, typed)} in ${zoneCity(typed)}, ${zoneOffset(now, typed)}.`
              : 'Type a city or a region, such as Berlin or America.'
          }
        />
        {changed && known && <Consequence zone={zone} next={typed} waiting={waiting} />}
        <SaveRow changed={changed} busy={busy} saved={saved} />
      </Form>
    </Card>
  );
}

function Consequence({ zone, next, waiting }: { zone: string; next: string; waiting: Waiting }) {
  if (waiting.posts === 0 || waiting.next === null) return null;
  const one = waiting.posts === 1;
  return (
    <p role="status" className="mt-3 rounded-md bg-steel-tint px-3 py-2 text-sm">
      {one
        ? 'Your scheduled post keeps its instant'
        : `Your ${count(waiting.posts)} scheduled posts keep their instants`}
      ; {one ? 'it' : 'the next'} will be shown as <b>{planned(waiting.next, next)}</b> instead of{' '}
      {planned(waiting.next, zone)}.
    </p>
  );
}
