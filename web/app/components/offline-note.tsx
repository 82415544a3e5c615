import { second } from '../lib/format.ts';
import { useOnline } from '../lib/use-online.ts';

/** Without a line: how old what stands here is, and that the post needs nobody's line but ours. */
export function OfflineNote({ at, moving, zone }: { at: number; moving: boolean; zone: string }) {
  if (useOnline()) return null;
  return (
    <p role="status" className="mb-4 rounded-lg bg-sunken px-4 py-3">
      Showing what we knew at {second(at, zone)}.{moving && ' It goes out without you.'}
    </p>
  );
}
