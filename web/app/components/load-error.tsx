import { useRevalidator } from '@remix-run/react';
import { Button } from './button.tsx';

/** One part of a page that could not be loaded; the rest of it stays (ui.md 2). */
export function LoadError({ what, requestId }: { what: string; requestId: string }) {
  const { revalidate, state } = useRevalidator();
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <h2 className="text-lg tracking-title">We could not load {what}.</h2>
      <p className="max-w-sm text-soft">Nothing is lost; scheduled posts go out regardless.</p>
      <Button type="button" pending={state !== 'idle'} onClick={revalidate}>
        Try again
      </Button>
      {requestId && <p className="select-all font-mono text-muted text-xs">{requestId}</p>}
    </div>
  );
}
