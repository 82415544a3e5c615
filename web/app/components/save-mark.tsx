import { Check, CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SaveState } from '../composer/saver.ts';
import { second } from '../lib/format.ts';
import { TurningHand } from './button.tsx';

const SPOKEN_EVERY_MS = 10_000;

/** How a draft stands with its saving. Spoken each ten seconds at most. */
export function SaveMark({ state, zone }: { state: SaveState; zone: string }) {
  const words = wordsOf(state, zone);
  const [brief = ''] = /^(Saved|Not saved|Saving)?/.exec(words) ?? [];
  return (
    <span className="tabular flex min-w-0 items-center gap-1.5 text-soft text-xs">
      {state.kind === 'saving' && <TurningHand size={13} />}
      {state.kind === 'saved' && <Check size={14} strokeWidth={2} aria-hidden className="flex-none" />}
      {(state.kind === 'offline' || state.kind === 'refused') && (
        <CloudOff size={14} strokeWidth={2} aria-hidden className="flex-none text-warn" />
      )}
      {/* A phone has room beside the title for how it is, not for since when or why. */}
      <span aria-hidden="true" className="truncate max-sm:whitespace-normal">
        {brief}
        <span className="max-sm:hidden">{words.slice(brief.length)}</span>
      </span>
      <Spoken words={state.kind === 'saving' ? '' : state.kind === 'saved' ? 'Saved' : words} />
    </span>
  );
}

function Spoken({ words }: { words: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (words === said) return;
    const timer = setTimeout(() => setSaid(words), said === '' ? 0 : SPOKEN_EVERY_MS);
    return () => clearTimeout(timer);
  }, [words, said]);
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  );
}

function wordsOf(state: SaveState, zone: string): string {
  switch (state.kind) {
    case 'clean':
      return '';
    case 'saving':
      return 'Saving';
    case 'saved':
      return `Saved ${second(state.at, zone)}`;
    case 'offline':
      return 'Not saved: offline';
    case 'stale':
      return 'Not saved: changed elsewhere';
    case 'refused':
      return `Not saved: ${state.sentence}`;
  }
}
