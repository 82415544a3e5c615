import type { Webhook } from '@tiktimer/worker/contract';
import { FieldError, TextField } from '../components/text-field.tsx';
import type { FormErrors } from '../lib/form-errors.ts';
import { EVENTS } from './webhook-words.ts';

const ERROR_ID = 'events-error';

/** Where events go, and which: of a new webhook, or of one that is changed. */
export function WebhookFields({
  of,
  errors,
}: {
  of?: Pick<Webhook, 'url' | 'description' | 'events'>;
  errors: FormErrors;
}) {
  const wrong = errors.fields.events;
  return (
    <>
      <TextField
        label="Address"
        name="url"
        type="url"
        defaultValue={of?.url}
        hint="Of your own server, such as https://example.com/tiktimer."
        error={errors.fields.url}
        maxLength={2048}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextField
        label="What it is for"
        name="description"
        defaultValue={of?.description}
        hint="A note for you. It can stay empty."
        error={errors.fields.description}
        maxLength={200}
        autoComplete="off"
      />
      <fieldset aria-describedby={wrong ? ERROR_ID : undefined}>
        <legend className="font-medium">It is told when</legend>
        {EVENTS.map(({ event, words }) => (
          <label key={event} className="flex items-start gap-2.5 py-3 md:mt-2 md:min-h-6 md:py-0">
            <input
              type="checkbox"
              name="event"
              value={event}
              defaultChecked={of ? of.events.includes(event) : true}
              aria-invalid={wrong ? true : undefined}
              className="tick-box"
            />
            <span>
              {words} <code className="font-mono text-muted text-xs">{event}</code>
            </span>
          </label>
        ))}
        {wrong && (
          <div className="mt-2">
            <FieldError id={ERROR_ID}>{wrong}</FieldError>
          </div>
        )}
      </fieldset>
    </>
  );
}
