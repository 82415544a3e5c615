import { useShortcutSwitch } from '../lib/shortcuts.ts';
import { Switch } from './switch.tsx';

/** Turns single keys off for those whom they get in the way, such as people who speak to their computer. */
export function ShortcutSwitch() {
  const [on, turn] = useShortcutSwitch();
  return (
    <Switch
      name="shortcuts"
      label="Single keys act"
      hint="Ctrl and ⌘ keys work in any case. This holds for this browser."
      on={on}
      onChange={turn}
    />
  );
}
