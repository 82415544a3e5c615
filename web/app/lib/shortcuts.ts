import { useEffect, useRef, useSyncExternalStore } from 'react';

/** What each key does: `c`, `ArrowLeft`, `?`, or two keys after another with a space between them: `g h`. */
export type Shortcuts = Record<string, () => void>;

/** How long the second key of a pair may take. */
const PAIR_WITHIN_MS = 1_200;
const SWITCH = 'tiktimer.shortcuts';

const shown = new Set<{ current: Shortcuts }>();
let first: { key: string; at: number } | undefined;

/**
 * Single keys that act while this component is on screen. They keep still while somebody types, with Ctrl, Alt or ⌘,
 * under an open dialog, when something else took the key, and when the creator switched them off. Of two components
 * that want the same key the one shown last has it. Keys that pages add belong into `shortcut-list.ts` too.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    if (shown.size === 0) document.addEventListener('keydown', press);
    shown.add(latest);
    return () => {
      shown.delete(latest);
      if (shown.size === 0) document.removeEventListener('keydown', press);
    };
  }, []);
}

const watchers = new Set<() => void>();
const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};
const shortcutsOn = (): boolean => read() !== 'off';

/** Whether single keys act in this browser, and the switch: it stands in Settings → Profile and below the list of keys. */
export function useShortcutSwitch(): [on: boolean, turn: (on: boolean) => void] {
  const on = useSyncExternalStore(watch, shortcutsOn, () => true);
  return [on, turn];
}
function turn(on: boolean): void {
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, 'off');
  } catch {
    return; // A browser that keeps nothing for us keeps the keys on.
  }
  for (const each of watchers) each();
}
function read(): string | null {
  try {
    return localStorage.getItem(SWITCH);
  } catch {
    return null; // storage is forbidden here
  }
}

function press(event: KeyboardEvent): void {
  // A letter that is held is one press: no post is copied ten times. An arrow that is held goes on.
  if (event.repeat && event.key.length === 1) return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector('dialog:modal') || !shortcutsOn()) return;
  const before = first && event.timeStamp - first.at < PAIR_WITHIN_MS ? first.key : undefined;
  const maps = [...shown].map(({ current }) => current);
  const found = match(maps, before, event.key);
  first = found === 'first of two' ? { key: event.key, at: event.timeStamp } : undefined;
  if (typeof found !== 'function') return;
  event.preventDefault();
  found();
}

/** What a key means after another one: an act, the beginning of a pair, or nothing. */
export function match(
  maps: Shortcuts[],
  before: string | undefined,
  key: string,
): (() => void) | 'first of two' | undefined {
  const newestFirst = maps.toReversed();
  const act = (name: string) => newestFirst.find((map) => Object.hasOwn(map, name))?.[name];
  const single = act(key);
  const pair = before === undefined ? undefined : act(`${before} ${key}`);
  if (pair ?? single) return pair ?? single;
  const begins = maps.some((map) => Object.keys(map).some((name) => name.startsWith(`${key} `)));
  return begins ? 'first of two' : undefined;
}

/** Where keys are letters or values, not commands. A check box or a button takes no letters. */
const TAKES_KEYS =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"], input:not([type="checkbox"], [type="button"], [type="submit"])';
const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest(TAKES_KEYS) !== null;
