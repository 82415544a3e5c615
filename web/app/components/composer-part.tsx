import type { ReactNode } from 'react';

/** One part of the composer: its name in a column of its own from 1024, above its controls below. */
export function ComposerPart({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className="border-line border-b py-6 first:pt-0 last:border-b-0 lg:grid lg:grid-cols-[148px_minmax(0,1fr)] lg:gap-6">
      {/* A floated legend takes part in the grid; by itself a legend sits in the border. */}
      <legend className="float-left w-full text-md tracking-title max-lg:mb-3 max-lg:text-lg">{name}</legend>
      <div className="min-w-0 clear-left lg:clear-none">{children}</div>
    </fieldset>
  );
}
