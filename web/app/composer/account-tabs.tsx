import type { Account } from '@tiktimer/worker/contract';
import { Check } from 'lucide-react';

/** Whose answers the parts below are; only where several accounts are ticked. */
export function AccountTabs({
  accounts,
  shown,
  done,
  onShow,
}: {
  accounts: Account[];
  shown: string;
  /** The accounts for which nothing is missing any more. */
  done: string[];
  onShow: (accountId: string) => void;
}) {
  const step = (from: number, by: number) => {
    const next = accounts[(from + by + accounts.length) % accounts.length];
    if (!next) return;
    onShow(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div className="border-line border-t py-4">
      <div
        role="tablist"
        aria-label="Answers for"
        className="flex flex-wrap gap-1 rounded-[9px] bg-sunken p-[3px]"
      >
        {accounts.map(({ id, username }, index) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === shown}
            aria-controls="answers"
            tabIndex={id === shown ? 0 : -1}
            onClick={() => onShow(id)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') step(index, 1);
              if (event.key === 'ArrowLeft') step(index, -1);
            }}
            className="flex min-h-11 items-center gap-1.5 rounded-[6px] px-3.5 font-medium text-soft text-sm aria-selected:bg-surface aria-selected:text-ink aria-selected:shadow-[0_0_0_1px_var(--tt-line)] md:min-h-9 dark:aria-selected:bg-raised"
          >
            @{username}
            {done.includes(id) && (
              <>
                <Check size={15} strokeWidth={2} aria-hidden className="text-good" />
                <span className="sr-only">complete</span>
              </>
            )}
          </button>
        ))}
      </div>
    </div>
  );
}
