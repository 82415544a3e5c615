import { AtSign, Hash } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { CAPTION_UNITS_MAX } from '../composer/draft.ts';
import type { Begun, Sign } from '../composer/words.ts';
import { offersFor, wordAt } from '../composer/words.ts';
import { count } from '../lib/format.ts';

const BUTTONS = [
  { begins: '#', label: 'Add a hashtag', icon: Hash },
  { begins: '@', label: 'Mention somebody', icon: AtSign },
] as const;

/**
 * The caption with its length as TikTok counts it; what is too long stays, it is never cut. A `#` offers the hashtags of
 * earlier posts and an `@` the handles, as plain text that can be edited.
 */
export function CaptionField({
  value,
  hashtags,
  handles,
  onChange,
}: {
  value: string;
  hashtags: string[];
  handles: string[];
  onChange: (caption: string) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [writing, setWriting] = useState<Begun | null>(null);
  const [marked, setMarked] = useState(0);
  const sign = writing?.sign ?? '#';
  const { words, name } =
    sign === '#' ? { words: hashtags, name: 'Hashtags' } : { words: handles, name: 'Handles' };
  const offers = writing ? offersFor(words, writing.begun) : [];
  const open = offers.length > 0;
  const left = CAPTION_UNITS_MAX - value.length;
  const over = left < 0;

  const follow = () => {
    const { selectionStart, value: text } = field.current ?? { selectionStart: 0, value: '' };
    setWriting(wordAt(text, selectionStart));
    setMarked(0);
  };
  const place = (text: string, cursor: number) => {
    onChange(text);
    setWriting(null);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(cursor, cursor);
      follow();
    });
  };
  const insert = (word: string) => {
    if (!writing) return;
    const before = `${value.slice(0, writing.start)}${sign}${word} `;
    place(before + value.slice(writing.start + 1 + writing.begun.length).replace(/^ /, ''), before.length);
  };
  const begin = (begins: Sign) => {
    const at = field.current?.selectionStart ?? value.length;
    const gap = at > 0 && !/\s$/.test(value.slice(0, at)) ? ` ${begins}` : begins;
    place(value.slice(0, at) + gap + value.slice(at), at + gap.length);
  };
  const press = (event: KeyboardEvent) => {
    if (!open || event.ctrlKey || event.metaKey) return;
    const chosen = offers[marked];
    if (event.key === 'ArrowDown') setMarked((marked + 1) % offers.length);
    else if (event.key === 'ArrowUp') setMarked((marked + offers.length - 1) % offers.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) insert(chosen);
    else if (event.key === 'Escape') setWriting(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative rounded-[10px] border border-line-strong bg-surface focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2">
      <textarea
        ref={field}
        id="caption"
        name="caption"
        aria-label="Caption"
        aria-describedby="caption-count"
        aria-invalid={over || undefined}
        aria-autocomplete="list"
        aria-controls={open ? 'caption-offers' : undefined}
        aria-activedescendant={open ? `offer-${marked}` : undefined}
        rows={4}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          follow();
        }}
        onKeyDown={press}
        onClick={follow}
        onBlur={() => setWriting(null)}
        placeholder="What is it about?"
        className="field-sizing-content block max-h-72 min-h-28 w-full resize-none rounded-[10px] bg-transparent px-3.5 pt-3 text-md outline-none placeholder:text-muted"
      />
      {open && (
        <div
          id="caption-offers"
          role="listbox"
          aria-label={`${name} you used`}
          className="absolute inset-x-2 top-full z-10 -mt-10 max-w-72 rounded-md border border-line bg-raised p-1 shadow-2"
        >
          {offers.map((word, index) => (
            <div
              key={word}
              id={`offer-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              // Before the field loses the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                insert(word);
              }}
              className="flex min-h-11 cursor-pointer items-center rounded-sm px-2.5 text-steel aria-selected:bg-steel-tint md:min-h-8"
            >
              {sign}
              {word}
            </div>
          ))}
        </div>
      )}
      <div className="flex items-center justify-between px-2 pb-1.5">
        <span className="flex">
          {BUTTONS.map(({ begins, label, icon: Icon }) => (
            <button
              key={begins}
              type="button"
              onClick={() => begin(begins)}
              aria-label={label}
              className="awake-only grid size-11 place-items-center rounded-md text-soft hover:bg-sunken md:size-8"
            >
              <Icon size={17} strokeWidth={1.75} aria-hidden />
            </button>
          ))}
        </span>
        <p
          id="caption-count"
          className={`tabular px-1.5 text-xs ${over ? 'font-strong text-bad' : left <= 50 ? 'font-strong text-soft' : 'text-muted'}`}
        >
          {over ? `${count(-left)} too many` : `${count(value.length)} / ${count(CAPTION_UNITS_MAX)}`}
        </p>
      </div>
      <p aria-live="polite" className="sr-only">
        {over
          ? `${-left} characters too many`
          : left === 50 || left === 10 || left === 0
            ? `${left} characters left`
            : open
              ? `${offers.length} ${name.toLowerCase()}`
              : ''}
      </p>
    </div>
  );
}
