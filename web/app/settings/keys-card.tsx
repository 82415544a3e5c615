import { ShortcutSwitch } from '../components/shortcut-switch.tsx';
import { useAwake } from '../lib/use-awake.ts';
import { Card } from './card.tsx';

/** Keys act by a script, so without one there is nothing to switch. */
export function KeysCard() {
  if (!useAwake()) return null;
  return (
    <Card
      title="Keyboard shortcuts"
      lead={
        <>
          Press <kbd className="font-medium text-ink">?</kbd> on any page to see them all.
        </>
      }
    >
      <ShortcutSwitch />
    </Card>
  );
}
