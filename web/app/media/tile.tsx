import { Link } from '@remix-run/react';
import type { Media } from '@tiktimer/worker/contract';
import { Check, LoaderCircle, OctagonX, TriangleAlert } from 'lucide-react';
import { Cover } from '../components/cover.tsx';
import { duration, posts, shortDate } from '../lib/format.ts';
import { HEALTH_WORDS, healthOf } from './verdict.ts';

export const HEALTH_LOOK = {
  ready: { icon: Check, colour: 'text-good' },
  warns: { icon: TriangleAlert, colour: 'text-warn' },
  refused: { icon: OctagonX, colour: 'text-bad' },
  checking: { icon: LoaderCircle, colour: 'text-hand-text' },
} as const;

/** One file of the grid: picture, length, what the check came to, and where it is used. */
export function Tile({ media, search, zone }: { media: Media; search: string; zone: string }) {
  const health = healthOf(media);
  const { icon: Icon, colour } = HEALTH_LOOK[health];
  const length = media.facts ? duration(media.facts.durationMs) : null;
  const used = media.usedIn > 0 ? `used in ${posts(media.usedIn)}` : 'not used yet';
  const leaves = media.kept ? 'kept' : media.removedAt ? `removed ${shortDate(media.removedAt, zone)}` : null;
  return (
    <li className="min-w-0">
      <Link
        to={`/media/${media.id}${search}`}
        preventScrollReset
        data-tile
        className="group block no-underline"
      >
        <span aria-hidden="true" className="relative block">
          <Cover
            src={media.posterUrl}
            className="aspect-[9/16] w-full rounded-md border border-line group-hover:border-line-strong"
          />
          <span
            className={`absolute top-1.5 right-1.5 grid size-6 place-items-center rounded-full bg-surface ${colour}`}
          >
            <Icon size={14} strokeWidth={2.2} aria-hidden />
          </span>
          {length && (
            <span className="tabular absolute bottom-1.5 left-1.5 rounded-xs bg-surface px-1.5 py-0.5 font-medium text-xs">
              {length}
            </span>
          )}
        </span>
        <span className="mt-1.5 block truncate font-medium text-sm">{media.name}</span>
        <span className="sr-only">
          , {length && `${length} long, `}
          {HEALTH_WORDS[health]},{' '}
        </span>
        <span className="block truncate text-muted text-xs">
          {used}
          {leaves && (
            <>
              <span className="sr-only">, </span>
              <span className="block">{leaves}</span>
            </>
          )}
        </span>
      </Link>
    </li>
  );
}
