import { Pause, Play } from 'lucide-react';
import { bytes, duration, span } from '../lib/format.ts';
import type { Busy, LocalCheck } from '../upload/send-up.ts';
import { Button, TurningHand } from './button.tsx';
import { Cover } from './cover.tsx';
import { FieldError } from './text-field.tsx';
import { TickRail } from './tick-rail.tsx';
import { VerdictList } from './verdict-list.tsx';

/** A file on its way up: how much, how fast, how long still. The form beside it stays usable. */
export function UploadRow({
  upload,
  check,
  onPause,
  onContinue,
  onRemove,
  leaving = 'You can leave this page; on return we continue.',
}: {
  upload: Busy;
  check: LocalCheck | null;
  onPause: () => void;
  onContinue: (file: File) => void;
  onRemove: () => void;
  /** What becomes of it when its page is left. */
  leaving?: string;
}) {
  return (
    <div>
      <div className="flex gap-4">
        <Cover className="h-[100px] w-16 rounded-lg sm:h-[150px] sm:w-24" />
        <div className="grid min-w-0 flex-1 grid-cols-1 content-start gap-2.5">
          <div className="flex items-start justify-between gap-2">
            <div className="min-w-0">
              <p className="truncate font-medium">{upload.file.name}</p>
              <p className="tabular text-soft text-sm">
                {check?.facts && `${duration(check.facts.durationMs)} · `}
                {bytes(upload.file.size)}
              </p>
            </div>
            <Button type="button" variant="quiet" size="sm" onClick={onRemove}>
              Remove
            </Button>
          </div>
          <Progress upload={upload} />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Words upload={upload} />
            {(upload.step === 'sending' || upload.step === 'offline') && (
              <Button type="button" variant="quiet" size="sm" icon={Pause} onClick={onPause}>
                Pause
              </Button>
            )}
            {upload.step === 'stopped' && (
              <Button type="button" size="sm" icon={Play} onClick={() => onContinue(upload.file)}>
                Continue
              </Button>
            )}
          </div>
          {upload.step === 'sending' && <p className="text-muted text-xs">{leaving}</p>}
        </div>
      </div>
      {check && (
        <div role={upload.step === 'refused' ? 'alert' : 'status'} className="mt-3">
          <VerdictList verdicts={check.verdicts} />
        </div>
      )}
    </div>
  );
}

const MARKS = 60;

function Progress({ upload }: { upload: Busy }) {
  if (upload.step !== 'sending' && upload.step !== 'offline') return null;
  const share = upload.sent / upload.total;
  const quarter = Math.floor(share * 4) * 25;
  return (
    <>
      <TickRail
        kind="progressbar"
        total={MARKS}
        filled={Math.floor(share * MARKS)}
        label="Upload"
        valueText={`${Math.floor(share * 100)} percent`}
      />
      <span role="status" className="sr-only">
        {quarter > 0 ? `${quarter} percent uploaded` : ''}
      </span>
    </>
  );
}

function Words({ upload }: { upload: Busy }) {
  if (upload.step === 'stopped')
    return upload.sentence ? (
      <FieldError>
        The upload stopped at {bytes(upload.sent)}. {upload.sentence}
      </FieldError>
    ) : (
      <p className="text-soft text-sm">Paused at {bytes(upload.sent)}. What was sent is kept.</p>
    );
  if (upload.step === 'refused')
    return <p className="text-soft text-sm">Not uploaded: TikTok would refuse it.</p>;
  if (upload.step === 'offline')
    return (
      <p role="status" className="tabular text-sm text-warn">
        {bytes(upload.sent)} of {bytes(upload.total)} · no network, it continues by itself
      </p>
    );
  if (upload.step === 'preparing') return <Waiting>Preparing</Waiting>;
  if (upload.step === 'checking') return <Waiting>Checking what is in the file</Waiting>;
  const perMs = (upload.sent - upload.alreadySent) / Math.max(1, performance.now() - upload.startedAt);
  const left = perMs > 0 ? (upload.total - upload.sent) / perMs : null;
  return (
    <p className="tabular text-soft text-sm">
      {bytes(upload.sent)} of {bytes(upload.total)}
      {left !== null && ` · ${bytes(perMs * 1000)}/s · ${span(Math.max(1000, left))} left`}
    </p>
  );
}

const Waiting = ({ children }: { children: string }) => (
  <p role="status" className="flex items-center gap-2 text-soft text-sm">
    <TurningHand size={15} />
    {children}
  </p>
);
