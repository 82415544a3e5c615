import type { ReactNode } from 'react';
import { CloseButton } from './close-button.tsx';
import { Overlay } from './overlay.tsx';

/** A question that lives in its page, with its title and a way out. `sheet`: at the lower edge below 768. */
export function Question({
  title,
  onClose,
  sheet,
  children,
}: {
  title: string;
  onClose: () => void;
  sheet?: boolean;
  children: ReactNode;
}) {
  return (
    <Overlay
      label={title}
      onClose={onClose}
      className={`max-h-[92svh] overflow-y-auto ${sheet ? 'max-md:mb-0 max-md:w-full max-md:max-w-none max-md:rounded-b-none' : ''}`}
    >
      <div className="p-6">
        <div className="flex items-start justify-between gap-3">
          <h2 className="text-lg tracking-title">{title}</h2>
          <CloseButton onClick={onClose} className="-mt-2 -mr-2" />
        </div>
        {children}
      </div>
    </Overlay>
  );
}
