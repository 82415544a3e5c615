import type { ReactNode } from 'react';
import { Stepper } from './stepper.tsx';

/** One step of the welcome: where one is, what to do, and why in a line. */
export function Step({
  step,
  title,
  lead,
  children,
}: {
  step: 1 | 2 | 3;
  title: string;
  lead: string;
  children: ReactNode;
}) {
  return (
    <>
      <Stepper step={step} />
      <h1 tabIndex={-1} className="mt-3 text-3xl tracking-display">
        {title}
      </h1>
      <p className="mt-3 mb-8 text-md text-soft">{lead}</p>
      {children}
    </>
  );
}
