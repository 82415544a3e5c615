import { useState } from 'react';
import { Switch } from '../components/switch.tsx';
import { Card } from './card.tsx';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';

export function CaptionCard({ on: kept }: { on: boolean }) {
  const { Form, form, busy, saved, errors } = useCard('caption');
  const [on, setOn] = useState(kept);
  return (
    <Card title="Captions">
      <Form ref={form} method="post" action="/settings/notifications">
        <input type="hidden" name="card" value="caption" />
        <Switch
          name="captionInPush"
          label="Show captions in pushes"
          hint="Pushes are shown on locked screens too, where others may read them."
          on={on}
          onChange={setOn}
        />
        {errors.whole && <p className="mt-2 text-bad text-sm">{errors.whole}</p>}
        <SaveRow changed={on !== kept} busy={busy} saved={saved} />
      </Form>
    </Card>
  );
}
