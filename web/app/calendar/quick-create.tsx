import { Link, useNavigate } from '@remix-run/react';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { whatMeans } from '../composer/when.ts';
import { zoneCity } from '../lib/format.ts';
import { giveFile } from '../lib/shared-file.ts';
import type { Wall } from '../lib/wall.ts';
import { VIDEO_TYPES } from '../upload/video-types.ts';
import { longDay } from './day-words.ts';
import type { DialogsProps } from './dialogs.tsx';
import { ITEM } from './menus.tsx';
import { Pop } from './pop.tsx';
import { composerAt } from './slot.ts';

const RECENT_MAX = 3;

/** A post that begins at a place of the calendar: its time, its account, its video; the composer has the rest. */
export function QuickCreate({
  wall,
  anchor,
  accounts,
  account,
  drafts,
  plan,
  home,
  open,
}: DialogsProps & { wall: Wall; anchor?: DOMRect | undefined }) {
  const navigate = useNavigate();
  const [time, setTime] = useState(wall.time.slice(0, 5));
  const [chosen, setChosen] = useState(account);
  const at = { date: wall.date, time: time.length === 5 ? `${time}:00` : time };
  const means = whatMeans(at.date, at.time, plan.zone, 'first');
  const trouble =
    means.kind === 'incomplete'
      ? 'Pick a time.'
      : means.kind === 'gap'
        ? `${time} does not exist on this day; clocks jump over it.`
        : means.at <= plan.now
          ? 'That time has passed.'
          : undefined;
  const to = (postId?: string) =>
    composerAt({ wall: at, zone: plan.zone }, { home, ...(postId ? { postId } : { account: chosen }) });
  return (
    <Pop title={longDay(wall.date)} anchor={anchor} onClose={() => open(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!trouble) navigate(to());
        }}
      >
        <div className="grid gap-2">
          <label className="grid gap-1 text-sm">
            Time, {zoneCity(plan.zone)}
            <input
              data-first=""
              type="time"
              step="1"
              value={time}
              onChange={(event) => setTime(event.target.value)}
              aria-describedby={trouble ? 'quick-trouble' : undefined}
              aria-invalid={trouble ? true : undefined}
              className="field tabular"
            />
          </label>
          {trouble && (
            <p id="quick-trouble" className="text-bad text-sm">
              {trouble}
            </p>
          )}
          {accounts.length > 1 && (
            <label className="grid gap-1 text-sm">
              Account
              <select
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
                className="field picker"
              >
                <option value="">Choose later</option>
                {accounts.map(({ id, nickname }) => (
                  <option key={id} value={id}>
                    {nickname}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        {!trouble && (
          <DropVideo
            onFile={(file) => {
              giveFile(file);
              navigate(`${to()}&shared`);
            }}
          />
        )}
        <Button variant="primary" className="mt-3 w-full" disabledReason={trouble}>
          Open composer
        </Button>
      </form>
      {drafts.length > 0 && (
        <>
          <h3 className="pt-4 pb-1 text-muted text-xs">Or a draft</h3>
          <ul className="-mx-2">
            {drafts.slice(0, RECENT_MAX).map((draft) => (
              <li key={draft.id}>
                <Link to={to(draft.id)} className={`${ITEM} text-sm`}>
                  <span className="truncate">{draft.caption}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Pop>
  );
}

/** A video for it: the composer opens with its upload running. A button first, a place to drop second. */
function DropVideo({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
      className={`mt-3 flex min-h-14 items-center justify-center gap-2 rounded-md border border-dashed px-3 py-2 text-center text-sm focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 hover:bg-sunken ${
        over ? 'border-steel bg-steel-tint text-steel' : 'border-line-strong text-soft'
      }`}
    >
      <Upload size={16} strokeWidth={1.75} aria-hidden />
      Drop a video, or choose one
      <input
        type="file"
        accept={VIDEO_TYPES}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
