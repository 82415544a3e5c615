import { Hash } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { CAPTION_UNITS_MAX } from '../composer/draft.ts';
import { offersFor, tagAt } from '../composer/hashtags.ts';
import { count } from '../lib/format.ts';

/**
 * The caption with its length as TikTok counts it; what is too long stays, it is never cut. A `#` offers the hashtags of
 * earlier posts, as plain text that can be edited.
 */
export function CaptionField({
  value,
  hashtags,
  onChange,
}: {
  value: string;
  hashtags: string[];
  onChange: (caption: string) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [writing, setWriting] = useState<{ start: number; begun: string } | null>(null);
  const [marked, setMarked] = useState(0);
  const offers = writing ? offersFor(hashtags, writing.begun) : [];
  const open = offers.length > 0;
  const left = CAPTION_UNITS_MAX - value.length;
  const over = left < 0;

  const follow = () => {
    const { selectionStart, value: text } = field.current ?? { selectionStart: 0, value: '' };
    setWriting(tagAt(text, selectionStart));
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
  const insert = (tag: string) => {
    if (!writing) return;
    const before = `${value.slice(0, writing.start)}#${tag} `;
    place(before + value.slice(writing.start + 1 + writing.begun.length).replace(/^ /, ''), before.length);
  };
  const begin = () => {
    const at = field.current?.selectionStart ?? value.length;
    const gap = at > 0 && !/\s$/.test(value.slice(0, at)) ? ' #' : '#';
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
        aria-controls={open ? 'hashtags' : undefined}
        aria-activedescendant={open ? `hashtag-${marked}` : undefined}
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
          id="hashtags"
          role="listbox"
          aria-label="Hashtags you used"
          className="absolute inset-x-2 top-full z-10 -mt-10 max-w-72 rounded-md border border-line bg-raised p-1 shadow-2"
        >
          {offers.map((tag, index) => (
            <div
              key={tag}
              id={`hashtag-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              // Before the field loses the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                insert(tag);
              }}
              className="flex min-h-11 cursor-pointer items-center rounded-sm px-2.5 text-steel aria-selected:bg-steel-tint md:min-h-8"
            >
              #{tag}
            </div>
          ))}
        </div>
      )}
      <div className="flex items-center justify-between px-2 pb-1.5">
        <button
          type="button"
          onClick={begin}
          aria-label="Add a hashtag"
          className="grid size-11 place-items-center rounded-md text-soft hover:bg-sunken md:size-8"
        >
          <Hash size={17} strokeWidth={1.75} aria-hidden />
        </button>
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
              ? `${offers.length} hashtags`
              : ''}
      </p>
    </div>
  );
}
