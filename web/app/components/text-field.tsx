import { CircleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

export interface FieldProps {
  label: string;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Something beside the label, such as a link. */
  aside?: ReactNode;
}

/** Ties a control to its label, hint and error, so that readers hear all three. */
export function Field({
  label,
  name,
  hint,
  error,
  aside,
  children,
}: FieldProps & { children: (ids: ControlIds) => ReactNode }) {
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between">
        <label htmlFor={name} className="font-medium">
          {label}
        </label>
        {aside}
      </div>
      {children({
        id: name,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': describedBy || undefined,
      })}
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      {hint && (
        <p id={`${name}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
}

interface ControlIds {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-bad text-sm">
      <CircleAlert size={15} strokeWidth={2} aria-hidden className="mt-px flex-none" />
      <span>{children}</span>
    </p>
  );
}

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'name'>;

export function TextField({ label, name, hint, error, aside, className = '', ...rest }: TextFieldProps) {
  return (
    <Field label={label} name={name} hint={hint} error={error} aside={aside}>
      {(ids) => <input type="text" {...rest} {...ids} name={name} className={`field ${className}`} />}
    </Field>
  );
}
