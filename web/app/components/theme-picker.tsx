import { useLocation } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../lib/theme.ts';
import { chooseTheme, THEME_KEPT_AT, useTheme } from '../lib/theme.ts';

const CHOICES: { theme: Theme; name: string; icon: LucideIcon }[] = [
  { theme: 'system', name: 'System', icon: Monitor },
  { theme: 'light', name: 'Light', icon: Sun },
  { theme: 'dark', name: 'Dark', icon: Moon },
];

/** System, light or dark: three buttons of one form, so it works without scripts too. */
export function ThemePicker() {
  const theme = useTheme();
  const { pathname, search } = useLocation();
  return (
    <form
      method="post"
      action={THEME_KEPT_AT}
      onSubmit={(event) => {
        const pressed = (event.nativeEvent as SubmitEvent).submitter;
        if (!(pressed instanceof HTMLButtonElement)) return;
        event.preventDefault();
        chooseTheme(pressed.value as Theme);
      }}
    >
      <input type="hidden" name="back" value={pathname + search} />
      <fieldset className="grid grid-cols-3 gap-0.5 rounded-md bg-sunken p-0.5">
        <legend className="sr-only">Theme</legend>
        {CHOICES.map(({ theme: value, name, icon: Icon }) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-pressed={theme === value}
            className="flex h-11 items-center justify-center gap-1.5 rounded-sm text-soft text-xs aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-1 md:h-8"
          >
            <Icon size={14} strokeWidth={1.9} aria-hidden />
            {name}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
