import type { ReactNode } from 'react';
import { useFrame } from '../lib/frame-context.ts';
import type { Concern } from '../lib/strips.ts';
import { leavingOn, OFFLINE, rehearsal, worstFirst } from '../lib/strips.ts';
import { useOnline } from '../lib/use-online.ts';
import { LinkButton } from './button.tsx';
import { Strip } from './strip.tsx';

/** The one line under the top bar: the worst of all that needs the creator; the others are counted and a press away. */
export function FrameStrip() {
  const { standing, rehearsal: rehearsing, deletesAt, zone } = useFrame();
  const online = useOnline();
  const [worst, ...others] = worstFirst([
    ...(online ? [] : [OFFLINE]),
    ...standing.concerns,
    ...(deletesAt ? [leavingOn(deletesAt, zone)] : []),
    ...(rehearsing ? [rehearsal(rehearsing.simulatorUrl)] : []),
  ]);
  if (!worst) return null;
  return <Line concern={worst}>{others.length > 0 && <Others concerns={others} />}</Line>;
}

function Line({ concern, children }: { concern: Concern; children?: ReactNode }) {
  const { kind, tone, lead, words, way, also } = concern;
  // A phone, upright or not, has room for what it is and for the way there, where the rest is told again.
  const told = way !== undefined && kind !== 'rehearsal';
  return (
    <Strip
      tone={tone}
      action={
        <>
          {way && (
            <LinkButton to={way.to} size="sm" wraps>
              {way.short ? (
                <>
                  <span className="md:hidden">{way.short}</span>
                  <span className="max-md:hidden">{way.name}</span>
                </>
              ) : (
                way.name
              )}
            </LinkButton>
          )}
          {also && (
            <LinkButton to={also.to} size="sm" variant="quiet">
              {also.name}
            </LinkButton>
          )}
          {children}
        </>
      }
    >
      <b>{lead}</b> <span className={told ? 'max-md:sr-only low:sr-only' : undefined}>{words}</span>
    </Strip>
  );
}

function Others({ concerns }: { concerns: Concern[] }) {
  return (
    <details className="text-soft text-sm open:w-full">
      <summary className="flex min-h-11 w-fit list-none items-center underline decoration-line-strong underline-offset-3 md:min-h-9">
        and {concerns.length} more
      </summary>
      <ul className="mt-1 flex flex-col gap-1 pb-1 text-base text-ink">
        {concerns.map(({ lead, words, way }) => (
          <li key={lead} className="flex flex-wrap items-baseline gap-x-3">
            <span>
              <b>{lead}</b> {words}
            </span>
            {way && (
              <LinkButton to={way.to} size="sm" variant="quiet">
                {way.name}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
