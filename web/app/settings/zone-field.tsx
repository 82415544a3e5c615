import type { FieldProps } from '../components/text-field.tsx';
import { Field } from '../components/text-field.tsx';

/** A zone by name: what is typed searches the browser's own list, so it works without scripts and by every keyboard. */
export function ZoneField({
  value,
  onChange,
  zones,
  ...field
}: FieldProps & { value: string; onChange: (zone: string) => void; zones: string[] }) {
  return (
    <Field {...field}>
      {(ids) => (
        <>
          <input
            {...ids}
            name={field.name}
            type="text"
            list="zones"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="field"
          />
          <datalist id="zones">
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
