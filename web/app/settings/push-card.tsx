import { useRevalidator } from '@remix-run/react';
import type { PushDevice, PushInfo } from '@tiktimer/worker/contract';
import { BellRing, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useToast } from '../components/toast.tsx';
import { date } from '../lib/format.ts';
import { endPushHere, pushStanding, readHere, turnOn } from '../lib/push-here.ts';
import { useAwake } from '../lib/use-awake.ts';
import { Card } from './card.tsx';
import { deviceWords } from './device.ts';
import { useCard } from './use-card.ts';

/** The devices that get pushes, and this one joining them. */
export function PushCard({ push, zone }: { push: PushInfo; zone: string }) {
  const awake = useAwake();
  const { errors } = useCard('device', null);
  const here = awake ? readHere() : null;
  return (
    <Card title="Pushes" lead="Devices that show our messages, even while TikTimer is closed.">
      {errors.whole && <ProblemNote>{errors.whole}</ProblemNote>}
      {push.devices.length === 0 ? (
        <p className="text-soft">No device gets pushes yet.</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {push.devices.map((device) => (
            <DeviceRow key={device.id} of={device} zone={zone} isHere={device.id === here?.id} />
          ))}
        </ul>
      )}
      <p className="mt-4 hidden text-soft noscript:block">Pushes are turned on by a script of this page.</p>
      {here && <ThisDevice standing={pushStanding(push, here)} publicKey={push.publicKey} />}
    </Card>
  );
}

function DeviceRow({ of, zone, isHere }: { of: PushDevice; zone: string; isHere: boolean }) {
  const { Form, busy } = useCard('device', null);
  const name = deviceWords(of.device);
  return (
    <li className="flex min-h-[60px] items-center gap-3.5 py-2">
      <Smartphone size={20} strokeWidth={1.5} aria-hidden className="flex-none text-soft" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-muted text-sm">
          {isHere && <b className="text-good">This device · </b>}
          since {date(of.createdAt, zone)}
        </p>
      </div>
      <Form
        method="post"
        action="/settings/notifications"
        onSubmit={() => {
          if (isHere) void endPushHere();
        }}
      >
        <input type="hidden" name="card" value="device" />
        <input type="hidden" name="subscriptionId" value={of.id} />
        <Button size="sm" pending={busy} aria-label={`Take off ${name}`}>
          Take off
        </Button>
      </Form>
    </li>
  );
}

const WHY_NOT = {
  'no-key': 'This TikTimer has no keys for pushes yet, so none can be turned on.',
  unsupported:
    'This browser takes no pushes. On an iPhone or iPad, add TikTimer to the home screen and open it there.',
  blocked:
    'This browser blocks our pushes. Allow notifications for this site in its settings, then load this page again.',
};

function ThisDevice({
  standing,
  publicKey,
}: {
  standing: ReturnType<typeof pushStanding>;
  publicKey: string | null;
}) {
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  if (standing === 'on') return null;
  if (standing !== 'off' || publicKey === null)
    return <p className="mt-4 text-soft">{WHY_NOT[standing === 'off' ? 'no-key' : standing]}</p>;
  const press = async () => {
    setBusy(true);
    const refused = await turnOn(publicKey);
    setBusy(false);
    setTrouble(refused);
    if (refused !== null) return;
    toast({ text: 'This device gets pushes now.' });
    revalidate();
  };
  return (
    <div className="mt-4 grid justify-items-start gap-3">
      {trouble && <ProblemNote>{trouble}</ProblemNote>}
      <Button type="button" icon={BellRing} pending={busy} onClick={() => void press()}>
        Turn on pushes on this device
      </Button>
    </div>
  );
}
