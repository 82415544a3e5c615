import type { NotifySettings } from '@tiktimer/worker/contract';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { FieldError } from '../components/text-field.tsx';
import { useAwake } from '../lib/use-awake.ts';
import { Card } from './card.tsx';
import type { Channel } from './notify-form.ts';
import { FAILED_NEEDS_ONE, has, NEWS, pressed, sameNotify } from './notify-form.ts';
import { SaveRow } from './save-row.tsx';
import { useCard } from './use-card.ts';

const CHANNELS: { channel: Channel; name: string }[] = [
  { channel: 'mail', name: 'Mail' },
  { channel: 'push', name: 'Push' },
];
const ERROR_ID = 'failed-error';

/** Each kind of news and the ways it goes. */
export function NewsCard({ notify, confirmed }: { notify: NotifySettings; confirmed: boolean }) {
  const { Form, form, busy, saved, errors } = useCard('notify');
  const awake = useAwake();
  const [chosen, setChosen] = useState(notify);
  // What is ticked tells it at once; without scripts the answer does.
  const unreachable = chosen.failed.length === 0;
  const failedError = unreachable
    ? FAILED_NEEDS_ONE
    : awake
      ? undefined
      : errors.fields['settings.notify.failed'];
  return (
    <Card
      title="What we tell you"
      lead={
        confirmed
          ? 'In the app you find all of it, always.'
          : 'In the app you find all of it, always. Mails wait until your address is confirmed.'
      }
    >
      <Form ref={form} method="post" action="/settings/notifications" noValidate>
        <input type="hidden" name="card" value="notify" />
        <table className="w-full border-collapse">
          <caption className="sr-only">Which news reaches you which way</caption>
          <thead>
            <tr className="text-muted text-sm">
              <th scope="col" className="pb-1 text-left font-medium">
                News
              </th>
              {CHANNELS.map(({ channel, name }) => (
                <th key={channel} scope="col" className="w-14 pb-1 font-medium md:w-20">
                  {name}
                </th>
              ))}
              <th scope="col" className="w-14 pb-1 font-medium leading-tight md:w-20">
                In the app
              </th>
            </tr>
          </thead>
          <tbody>
            {NEWS.map(({ event, name, about, channels }) => (
              <tr key={event} className="border-line border-t">
                <th scope="row" className="py-2 pr-2 text-left font-normal">
                  <span className="block font-medium">{name}</span>
                  <span className="block text-muted text-sm">{about}</span>
                </th>
                {CHANNELS.map(({ channel, name: way }) => (
                  <td key={channel} className="text-center">
                    {channels.includes(channel) ? (
                      <label className="inline-grid size-11 cursor-pointer place-items-center">
                        <span className="sr-only">
                          {name}: {way}
                        </span>
                        <input
                          type="checkbox"
                          name={event}
                          value={channel}
                          checked={has(chosen, event, channel)}
                          onChange={() => setChosen(pressed(chosen, event, channel))}
                          aria-invalid={(event === 'failed' && failedError !== undefined) || undefined}
                          aria-describedby={event === 'failed' && failedError ? ERROR_ID : undefined}
                          className="tick-box"
                        />
                      </label>
                    ) : (
                      <Never />
                    )}
                  </td>
                ))}
                <td className="text-center">{event === 'weekly' ? <Never /> : <Always />}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div role="status">{failedError && <FieldError id={ERROR_ID}>{failedError}</FieldError>}</div>
        {errors.whole && <p className="text-bad text-sm">{errors.whole}</p>}
        <SaveRow changed={!sameNotify(chosen, notify)} busy={busy} saved={saved} />
      </Form>
    </Card>
  );
}

const Always = () => (
  <span className="inline-grid size-11 place-items-center text-soft" title="Always">
    <Check size={18} strokeWidth={2} aria-hidden />
    <span className="sr-only">Always</span>
  </span>
);

const Never = () => (
  <span className="text-muted">
    <span aria-hidden="true">–</span>
    <span className="sr-only">Not this way</span>
  </span>
);
