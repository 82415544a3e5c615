import type { QuietHours } from '@tiktimer/worker/contract';
import { useState } from 'react';
import { Switch } from '../components/switch.tsx';
import { TextField } from '../components/text-field.tsx';
import { zoneCity } from '../lib/format.ts';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';

const USUAL: QuietHours = { from: '22:00', to: '07:00' };

export function QuietCard({ quiet, zone }: { quiet: QuietHours | null; zone: string }) {
  const { Form, form, busy, saved, errors } = useCard('quiet');
  const [on, setOn] = useState(quiet !== null);
  const [hours, setHours] = useState(quiet ?? USUAL);
  const changed =
    on !== (quiet !== null) || (quiet !== null && on && (hours.from !== quiet.from || hours.to !== quiet.to));
  const time = (name: 'from' | 'to', label: string) => (
    <TextField
      label={label}
      name={name}
      type="time"
      value={hours[name]}
      onChange={(event) => setHours({ ...hours, [name]: event.target.value })}
      error={errors.fields[`settings.quietHours.${name}`]}
      className="tabular max-w-40"
    />
  );
  return (
    <Card title="Quiet hours">
      <Form ref={form} method="post" action="/settings/notifications" noValidate>
        <input type="hidden" name="card" value="quiet" />
        <Switch
          name="quiet"
          label="No pushes in quiet hours"
          hint="They come when the quiet is over. That a post failed you hear at once."
          on={on}
          onChange={setOn}
        />
        {/* Without scripts the times have to be there at once; they count only while the switch is on. */}
        <div className={on ? 'mt-4' : 'mt-4 hidden noscript:block'}>
          <div className="flex flex-wrap gap-4">
            {time('from', 'From')}
            {time('to', 'To')}
          </div>
          <p className="mt-2 text-muted text-sm">
            {hours.from === hours.to
              ? 'The same time twice is no quiet at all.'
              : `By the clock of ${zoneCity(zone)}${hours.from > hours.to ? ', until the next day' : ''}.`}
          </p>
        </div>
        {errors.whole && <p className="mt-2 text-bad text-sm">{errors.whole}</p>}
        <SaveRow changed={changed} busy={busy} saved={saved} />
      </Form>
    </Card>
  );
}
