import type { ReactNode } from 'react';
import { TopBar } from './top-bar.tsx';

/** The top of a page in the frame: its one heading, and what can be done here. */
export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <TopBar actions={children}>
      <h1 tabIndex={-1} className="break-words text-xl tracking-title">
        {title}
      </h1>
    </TopBar>
  );
}
