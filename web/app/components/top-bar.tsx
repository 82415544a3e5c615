import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFrame } from '../lib/frame-context.ts';
import { useAwake } from '../lib/use-awake.ts';
import { FrameStrip } from './frame-strip.tsx';
import { NoticeBell } from './notice-bell.tsx';

/**
 * The top of every page in the frame: what leads it (its heading, or the way back), its own actions, search and the
 * bell; under it the one strip. Pages with a plain heading use `PageHead`. `wide`: so many actions that they stand beside
 * the heading only from 1280.
 */
export function TopBar({
  children,
  actions,
  wide,
}: {
  children: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
}) {
  return (
    <>
      <div className="mb-4 flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1">{children}</div>
        {actions && (
          <div
            className={`flex flex-wrap items-center gap-2 ${wide ? 'max-xl:order-1 max-xl:w-full' : 'max-md:order-1 max-md:w-full'}`}
          >
            {actions}
          </div>
        )}
        <div className="flex flex-none items-center gap-1">
          <SearchButton />
          <NoticeBell />
        </div>
      </div>
      <FrameStrip />
    </>
  );
}

/** Opens the palette, which needs scripts; without them there is no button. */
function SearchButton() {
  const { openPalette } = useFrame();
  if (!useAwake()) return null;
  return (
    <button
      type="button"
      aria-label="Search and commands"
      aria-keyshortcuts="Control+K Meta+K"
      title="Search and commands (Ctrl K)"
      onClick={openPalette}
      className="grid size-11 place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink md:size-9"
    >
      <Search size={20} strokeWidth={1.75} aria-hidden />
    </button>
  );
}
