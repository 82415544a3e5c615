import { Fragment } from 'react';
import { SHORTCUT_LIST } from '../lib/shortcut-list.ts';
import { CloseButton } from './close-button.tsx';
import { Overlay } from './overlay.tsx';
import { ShortcutSwitch } from './shortcut-switch.tsx';

/** All keys, behind `?`, and the switch that turns them off. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Overlay
      label="Keyboard shortcuts"
      onClose={onClose}
      className="max-h-[min(44rem,calc(100svh-2rem))] w-[min(46rem,calc(100vw-2rem))] overflow-y-auto"
    >
      <div className="p-6">
        <div className="mb-2 flex items-center justify-between gap-4">
          <h2 className="text-lg tracking-title">Keyboard shortcuts</h2>
          <CloseButton onClick={onClose} />
        </div>
        <div className="gap-x-10 md:columns-2">
          {SHORTCUT_LIST.map(({ title, keys }) => (
            <section key={title} aria-label={title} className="break-inside-avoid pt-4">
              <h3 className="mb-1.5 font-medium text-muted text-sm">{title}</h3>
              <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-y-1.5">
                {keys.map(([combination, words]) => (
                  <Fragment key={combination}>
                    <dt>{words}</dt>
                    <dd className="flex items-center justify-end gap-1 text-muted text-xs">
                      <Keys combination={combination} />
                    </dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <div className="mt-6 border-line border-t pt-4">
          <ShortcutSwitch />
        </div>
      </div>
    </Overlay>
  );
}

/** "g h" is one after the other, "mod+k" both at once. */
function Keys({ combination }: { combination: string }) {
  const apple = /Mac|iPhone|iPad/.test(navigator.platform);
  return combination.split(' ').map((part, index) => (
    <Fragment key={part}>
      {index > 0 && <span>then</span>}
      {part.split('+').map((key) => (
        <kbd
          key={key}
          className="grid min-h-6 min-w-6 place-items-center rounded-xs border border-line-strong px-1.5 font-sans text-ink text-xs"
        >
          {key === 'mod' ? (apple ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key}
        </kbd>
      ))}
    </Fragment>
  ));
}
