import { Ban, CalendarClock, CopyPlus, Download, Trash2, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../components/button.tsx';
import { TickRail } from '../components/tick-rail.tsx';
import { count } from '../lib/format.ts';

export interface BulkActs {
  move: () => void;
  duplicate: () => void;
  cancel: () => void;
  exportCsv: () => void;
  remove: () => void;
  clear: () => void;
}

/** What can be done with everything that is selected. While it is done, minute marks say how far it is. Loaded when something is selected. */
export default function BulkBar({
  selected,
  running,
  acts,
}: {
  selected: number;
  running: { finished: number; total: number } | null;
  acts: BulkActs;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const walk = (event: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Selected posts"
      onKeyDown={walk}
      className="fixed inset-x-2 bottom-[5.25rem] z-10 mx-auto flex w-fit max-w-[calc(100vw-1rem)] items-center gap-1 overflow-x-auto rounded-[10px] border border-line bg-raised py-1.5 pr-1.5 pl-4 shadow-3 max-sm:gap-0 max-sm:pl-3 md:inset-x-0 md:bottom-6 md:left-16 lg:left-52"
    >
      {running ? (
        <div className="flex h-9 w-72 max-w-full items-center gap-4 pr-3">
          <TickRail
            kind="progressbar"
            total={Math.min(60, running.total)}
            filled={Math.floor((running.finished / running.total) * Math.min(60, running.total))}
            label="Progress"
            valueText={`${running.finished} of ${running.total}`}
          />
          <span className="tabular whitespace-nowrap text-sm">
            {count(running.finished)} of {count(running.total)}
          </span>
        </div>
      ) : (
        <>
          <span className="whitespace-nowrap pr-2 font-strong max-[24rem]:pr-0">
            {count(selected)}
            <span className="max-[24rem]:sr-only"> selected</span>
          </span>
          <Act icon={CalendarClock} onClick={acts.move}>
            Move by…
          </Act>
          <Act icon={CopyPlus} onClick={acts.duplicate}>
            Duplicate
          </Act>
          <Act icon={Ban} onClick={acts.cancel}>
            Cancel
          </Act>
          <Act icon={Download} onClick={acts.exportCsv}>
            Export CSV
          </Act>
          <Act icon={Trash2} onClick={acts.remove} bad>
            Delete
          </Act>
          <Button
            type="button"
            variant="quiet"
            aria-label="Clear the selection"
            onClick={acts.clear}
            className="px-2.5"
          >
            <X size={17} strokeWidth={1.75} aria-hidden />
          </Button>
        </>
      )}
    </div>
  );
}

function Act({
  icon,
  onClick,
  bad,
  children,
}: {
  icon: typeof Ban;
  onClick: () => void;
  bad?: boolean;
  children: string;
}) {
  return (
    <Button
      type="button"
      variant="quiet"
      icon={icon}
      onClick={onClick}
      className={`px-2.5 max-sm:w-11 ${bad ? 'text-bad!' : ''}`}
    >
      <span className="max-sm:sr-only">{children}</span>
    </Button>
  );
}
