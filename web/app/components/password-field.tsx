import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useAwake } from '../lib/use-awake.ts';
import type { FieldProps } from './text-field.tsx';
import { Field } from './text-field.tsx';

/** A secret that can be shown. The toggle comes with JavaScript, because it does nothing without. */
export function PasswordField({ autoComplete, ...field }: FieldProps & { autoComplete: string }) {
  const awake = useAwake();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field {...field}>
      {(ids) => (
        <div className="relative">
          <input
            {...ids}
            name={field.name}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            required
            className="field pr-12"
          />
          {awake && (
            <button
              type="button"
              aria-pressed={shown}
              aria-label="Show password"
              onClick={() => setShown(!shown)}
              className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-soft"
            >
              <Icon size={18} strokeWidth={1.75} aria-hidden />
            </button>
          )}
        </div>
      )}
    </Field>
  );
}
