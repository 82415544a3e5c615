import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { useAwake } from '../lib/use-awake.ts';

/** The card's button, there once something changed; beside it "Saved". Without scripts it is always there. */
export function SaveRow({
  changed = true,
  busy,
  saved,
  children = 'Save',
}: {
  changed?: boolean;
  busy: boolean;
  saved: boolean;
  children?: ReactNode;
}) {
  const awake = useAwake();
  const shown = changed || busy || !awake;
  if (!shown && !saved) return null;
  return (
    <div className="mt-4 flex min-h-11 items-center gap-3 md:min-h-9">
      {shown && (
        <Button variant="primary" pending={busy}>
          {children}
        </Button>
      )}
      {saved && !changed && (
        <span className="flex items-center gap-1.5 font-medium text-good">
          <Check size={16} strokeWidth={2} aria-hidden />
          Saved
        </span>
      )}
    </div>
  );
}
