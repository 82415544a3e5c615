import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import { Suspense } from 'react';
import { lazily } from '../components/lazily.tsx';
import type { PreviewProps } from '../components/phone-preview.tsx';
import { SaveMark } from '../components/save-mark.tsx';
import { placeBefore } from '../lib/place-before.ts';
import { useAwake } from '../lib/use-awake.ts';
import { PreviewButton } from './preview.tsx';
import type { useAutosave } from './use-autosave.ts';

const MoreMenu = lazily(async () => ({ default: (await import('./more-menu.tsx')).MoreMenu }));

/** The way out, how the draft stands with its saving, and what else can be done with it. */
export function Header({
  title,
  zone,
  autosave,
  scheduled,
  leaveTo: usual,
  preview,
}: {
  title: string;
  zone: string;
  autosave: ReturnType<typeof useAutosave>;
  scheduled: boolean;
  /** Where it leads who came from nowhere else. */
  leaveTo: string;
  preview: PreviewProps;
}) {
  const awake = useAwake();
  const leaveTo = (awake && placeBefore()) || usual;
  return (
    <header className="sticky top-0 z-10 low:static border-line border-b bg-page px-4 py-2 lg:px-8">
      <div className="flex min-h-[45px] items-center gap-2 sm:gap-3">
        <Link
          to={leaveTo}
          id="close"
          aria-label="Close"
          className="grid size-11 flex-none place-items-center rounded-md text-soft hover:bg-sunken md:size-9"
        >
          <X size={20} strokeWidth={1.75} aria-hidden />
        </Link>
        <h1 tabIndex={-1} className="flex-none text-lg tracking-title">
          {title}
        </h1>
        <span className="min-w-0 flex-1">
          <SaveMark state={autosave.state} zone={zone} />
        </span>
        <PreviewButton {...preview} />
        <span className="min-w-11 md:min-w-8">
          {awake && autosave.post.current && (
            <Suspense>
              <MoreMenu
                autosave={autosave}
                post={autosave.post.current}
                scheduled={scheduled}
                leaveTo={leaveTo}
              />
            </Suspense>
          )}
        </span>
      </div>
      {/* Beside the title a phone has room for "Not saved" alone; readers heard the reason from the mark. */}
      {autosave.state.kind === 'refused' && (
        <p aria-hidden="true" className="pl-13 text-sm text-warn first-letter:uppercase sm:hidden">
          {autosave.state.sentence}
        </p>
      )}
    </header>
  );
}
