import { Link } from '@remix-run/react';
import { PanelRight, PanelRightClose } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CloseButton } from '../components/close-button.tsx';
import { TileFace } from './post-tile.tsx';
import type { Piece } from './tile.ts';

/** Drafts without a time: docked beside the month from 1280, a drawer below (ui.md 3.5). */
export function DraftsTray({
  drafts,
  docked,
  drawer,
  lifted,
  zone,
  onClose,
}: {
  drafts: Piece[];
  zone: string;
  docked: boolean;
  drawer: boolean;
  lifted: string | null;
  onClose: () => void;
}) {
  const [words, setWords] = useState('');
  const panel = useRef<HTMLElement>(null);
  const wanted = words.trim().toLocaleLowerCase('en-GB');
  const shown = drafts.filter(({ caption }) => caption.toLocaleLowerCase('en-GB').includes(wanted));
  useEffect(() => {
    if (drawer) panel.current?.querySelector('input')?.focus();
  }, [drawer]);
  return (
    <aside
      ref={panel}
      aria-label="Drafts"
      onKeyDown={(event) => event.key === 'Escape' && drawer && onClose()}
      className={`${docked ? 'xl:block' : 'xl:hidden'} ${
        drawer
          ? 'max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-20 max-xl:w-64 max-xl:overflow-y-auto max-xl:border-line max-xl:border-l max-xl:bg-page max-xl:p-4 max-xl:shadow-3 max-xl:group-data-[dragging]/plan:invisible'
          : 'max-xl:hidden'
      } min-w-0`}
    >
      <div className="mb-2 flex items-center justify-between">
        <h2 className="text-sm">
          Drafts <span className="tabular font-regular text-muted">{drafts.length}</span>
        </h2>
        <CloseButton label="Hide drafts" icon={PanelRightClose} onClick={onClose} />
      </div>
      {drafts.length === 0 ? (
        <p className="text-muted text-xs">Drafts without a time wait here.</p>
      ) : (
        <>
          <input
            type="search"
            aria-label="Search drafts"
            placeholder="Search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="field mb-2 md:min-h-8 md:text-sm"
          />
          <ul className="max-h-[70svh] overflow-y-auto">
            {shown.map((draft) => (
              <li key={draft.id} className="mb-1.5">
                <Link
                  to={`/posts/${draft.id}/edit`}
                  data-tile={draft.id}
                  draggable={false}
                  aria-describedby="tile-keys"
                  className={`block cursor-grab select-none rounded-[7px] border bg-raised p-0.5 no-underline hover:border-line-strong data-[lifted]:border-dashed data-[lifted]:[&>*]:invisible ${
                    draft.id === lifted ? 'border-steel' : 'border-line'
                  }`}
                >
                  <TileFace piece={draft} at={null} zone={zone} compact={false} />
                </Link>
              </li>
            ))}
          </ul>
          {shown.length === 0 && (
            <p className="text-muted text-xs">No draft matches &lsquo;{words.trim()}&rsquo;.</p>
          )}
          <p className="px-0.5 pt-1 text-muted text-xs">
            Drag a draft to a day, or press <b>m</b> on it.
          </p>
        </>
      )}
    </aside>
  );
}

/** Brings the tray back, or opens it where it is a drawer. */
export function DraftsButton({
  count,
  docked,
  onPress,
}: {
  count: number;
  docked: boolean;
  onPress: () => void;
}) {
  return (
    <Button
      type="button"
      variant="quiet"
      icon={PanelRight}
      onClick={onPress}
      aria-label={`Drafts, ${count}`}
      className={`max-lg:px-2 max-md:hidden ${docked ? 'xl:hidden' : ''}`}
    >
      <span className="max-lg:sr-only">Drafts</span> {count}
    </Button>
  );
}
