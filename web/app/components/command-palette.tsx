import { useNavigate, useSubmit } from '@remix-run/react';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNow } from '../lib/clock.ts';
import { useFrame } from '../lib/frame-context.ts';
import { keepRecent } from '../lib/recent.ts';
import { chooseTheme } from '../lib/theme.ts';
import { Overlay } from './overlay.tsx';
import type { FoundPost, PaletteItem } from './palette-items.ts';
import { paletteGroups } from './palette-items.ts';

const SEARCH_AFTER_MS = 200;

/** Actions, pages, posts, accounts and dates behind Ctrl/⌘ K. Loaded when it is first opened. */
export default function CommandPalette({
  onClose,
  openShortcuts,
}: {
  onClose: () => void;
  openShortcuts: () => void;
}) {
  const { standing, markAllRead, zone } = useFrame();
  const navigate = useNavigate();
  const submit = useSubmit();
  const now = useNow();
  const [words, setWords] = useState('');
  const found = useFoundPosts(words);
  const groups = paletteGroups({
    words,
    zone,
    now,
    accounts: standing.accounts,
    unread: standing.unread,
    found,
    setTheme: chooseTheme,
    openShortcuts,
    markAllRead,
    signOut: () => submit(null, { method: 'post', action: '/logout' }),
  });
  const [pointed, setPointed] = useState('');
  // What is pointed at is always there: Enter right after a letter must not take a line of the list before.
  const ids = groups.flatMap(({ items }) => items.map(({ id }) => id));
  const current = ids.includes(pointed) ? pointed : (ids[0] ?? '');
  const choose = ({ id, name, does }: PaletteItem) => {
    onClose();
    if ('run' in does) return does.run();
    if (!id.startsWith('recent ')) keepRecent({ id, name, to: does.to });
    navigate(does.to);
  };
  return (
    <Overlay label="Search and commands" onClose={onClose} className="mt-[12svh] mb-auto overflow-hidden">
      <Command
        label="Search and commands"
        shouldFilter={false}
        loop
        value={current}
        onValueChange={setPointed}
      >
        <div className="flex items-center gap-3 border-line border-b px-4">
          <Search size={18} strokeWidth={1.75} aria-hidden className="flex-none text-muted" />
          <Command.Input
            data-first
            value={words}
            onValueChange={(typed) => {
              setWords(typed);
              setPointed('');
            }}
            placeholder="Search, or type a date: next fri 18:00"
            className="h-14 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-muted"
          />
        </div>
        <Command.List className="max-h-[min(26rem,60svh)] overflow-y-auto p-2">
          {groups.map(({ name, items }) => (
            <Command.Group
              key={name}
              heading={name}
              className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
            >
              {items.map((item) => (
                <Line key={item.id} item={item} onChoose={() => choose(item)} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Overlay>
  );
}

function Line({ item, onChoose }: { item: PaletteItem; onChoose: () => void }) {
  const { icon: Icon, name, hint } = item;
  return (
    <Command.Item
      value={item.id}
      onSelect={onChoose}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-sunken md:min-h-9"
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className="flex-none text-soft" />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {hint && <span className="tabular flex-none text-muted text-xs">{hint}</span>}
    </Command.Item>
  );
}

/** Posts whose caption holds the words, asked once the typing pauses. */
function useFoundPosts(words: string): FoundPost[] {
  const [found, setFound] = useState<FoundPost[]>([]);
  useEffect(() => {
    const text = words.trim();
    if (text === '') return setFound([]);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await fetch(`/resources/search?${new URLSearchParams({ text })}`, {
        signal: abort.signal,
      }).catch(() => undefined); // typed on meanwhile, or no answer: the other groups stand
      if (answer?.ok) setFound(((await answer.json()) as { posts: FoundPost[] }).posts);
    }, SEARCH_AFTER_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words]);
  return found;
}
