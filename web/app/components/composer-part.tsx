import type { ReactNode } from 'react';

/** One part of the composer: its name in a column of its own from 1024, above its controls below. `Alt+number` leads to it. */
export function ComposerPart({ name, part, children }: { name: string; part: number; children: ReactNode }) {
  return (
    <fieldset
      id={`part-${part}`}
      tabIndex={-1}
      className={`min-w-0 scroll-mt-20 border-line py-6 outline-none lg:grid lg:grid-cols-[148px_minmax(0,1fr)] lg:gap-6 ${part === 1 ? 'pt-0' : 'border-t'}`}
    >
      {/* A floated legend takes part in the grid; by itself a legend sits in the border. */}
      <legend className="float-left w-full text-md tracking-title max-lg:mb-3 max-lg:text-lg">{name}</legend>
      <div className="min-w-0 clear-left lg:clear-none">{children}</div>
    </fieldset>
  );
}
