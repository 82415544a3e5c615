import { useState } from 'react';
import { useNow } from '../lib/clock.ts';
import { second, zoneCity } from '../lib/format.ts';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';
import { ZoneField } from './zone-field.tsx';

/** For somebody whose audience lives elsewhere: its clock stands beside one's own. */
export function SecondZoneCard({ zone, zones }: { zone: string | null; zones: string[] }) {
  const { Form, form, busy, saved, errors } = useCard('secondZone');
  const [typed, setTyped] = useState(zone ?? '');
  const now = useNow();
  return (
    <Card title="A second clock" lead="Where your audience lives, perhaps. It runs below yours.">
      <Form ref={form} method="post" action="/settings/time" noValidate>
        <input type="hidden" name="card" value="secondZone" />
        <ZoneField
          label="Second zone"
          name="secondZone"
          value={typed}
          onChange={setTyped}
          zones={zones}
          error={errors.fields['settings.secondZone'] ?? errors.whole ?? undefined}
          hint={
            zones.includes(typed)
              ? `It is ${second(now, typed)} in ${zoneCity(typed)}.`
              : 'Leave it empty for one clock.'
          }
        />
        <SaveRow changed={typed !== (zone ?? '')} busy={busy} saved={saved} />
      </Form>
    </Card>
  );
}
