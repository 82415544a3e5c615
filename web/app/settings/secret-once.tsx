import { Copy, KeyRound } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../components/button.tsx';
import { useToast } from '../components/toast.tsx';
import { useAwake } from '../lib/use-awake.ts';

/** A secret that is shown this once, in a field one can select. */
export function SecretOnce({
  name,
  secret,
  label = 'The key',
  lead = 'Copy it now. It is not shown again, and we keep only its fingerprint.',
}: {
  name: string;
  secret: string;
  /** What readers hear of the field. */
  label?: string;
  lead?: string;
}) {
  const field = useRef<HTMLInputElement>(null);
  const awake = useAwake();
  const toast = useToast();
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      toast({ text: 'Copied.' });
    } catch {
      // The browser said no: it is selected, so that the keyboard can copy it.
      toast({ text: 'Press Ctrl C to copy it.' });
    }
  };
  return (
    <section role="status" className="rounded-lg border border-steel-line bg-steel-tint p-5 md:p-6">
      <h2 className="flex items-center gap-2 text-lg tracking-title">
        <KeyRound size={18} strokeWidth={1.75} aria-hidden className="flex-none" />
        <span className="min-w-0 break-words">{name}</span>
      </h2>
      <p className="mt-1">{lead}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <input
          ref={field}
          aria-label={label}
          readOnly
          value={secret}
          onFocus={(event) => event.target.select()}
          className="field min-w-0 flex-1 font-mono"
        />
        {awake && (
          <Button type="button" icon={Copy} onClick={copy}>
            Copy
          </Button>
        )}
      </div>
    </section>
  );
}
