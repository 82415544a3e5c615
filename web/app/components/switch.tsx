import { useId } from 'react';

/** On or off, with its words beside it. A real check box, so that a form sends it without scripts too. */
export function Switch({
  name,
  label,
  hint,
  on,
  onChange,
}: {
  name: string;
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-soft text-sm">
          {hint}
        </p>
      </div>
      <input
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a check box tells its own state, whatever its role
        role="switch"
        name={name}
        aria-describedby={`${id}-hint`}
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="switch"
      />
    </div>
  );
}
