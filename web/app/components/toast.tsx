import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';

export interface ToastMessage {
  text: string;
  tone?: 'plain' | 'bad';
  /** What can still be taken back or looked at. `Undo` also answers to Ctrl/⌘ Z while the toast lives. */
  action?: { label: string; run: () => void };
  /** Where what was done can be seen. */
  link?: { label: string; to: string };
}
type Shown = ToastMessage & { key: number };

const LIVES_MS = 8_000;
const QUEUE_MAX = 3;
const ACTION =
  'inline-flex min-h-11 items-center rounded-md px-2.5 font-medium text-inherit underline underline-offset-3 md:min-h-8';

const Toasts = createContext<((toast: ToastMessage) => void) | undefined>(undefined);
const Announcer = createContext<((text: string, urgency?: 'polite' | 'assertive') => void) | undefined>(
  undefined,
);

/** Shows the result of an act for 8 s, longer while it is pointed at or focused; three at once at most (components.md 1). */
export function useToast() {
  const show = useContext(Toasts);
  if (!show) throw new Error('useToast needs a ToastProvider above it.');
  return show;
}

/** Says a sentence to screen readers. A failure is `assertive`. */
export function useAnnounce() {
  const say = useContext(Announcer);
  if (!say) throw new Error('useAnnounce needs a ToastProvider above it.');
  return say;
}

/** Stands once, in the root: toasts below, and the page's two live regions. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const [said, setSaid] = useState({ polite: '', assertive: '' });
  const counter = useRef(0);
  const list = useRef<HTMLOListElement>(null);

  const drop = useCallback((key: number) => setToasts((all) => all.filter((toast) => toast.key !== key)), []);
  const announce = useCallback((text: string, urgency: 'polite' | 'assertive' = 'polite') => {
    // The same words twice are said twice: readers only speak what changed.
    setSaid((now) => ({ ...now, [urgency]: now[urgency] === text ? `${text}\u00a0` : text }));
  }, []);
  const show = useCallback(
    (toast: ToastMessage) => {
      counter.current += 1;
      const key = counter.current;
      setToasts((all) => [...all, { ...toast, key }].slice(-QUEUE_MAX));
      announce(toast.text, toast.tone === 'bad' ? 'assertive' : 'polite');
    },
    [announce],
  );

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'F8') list.current?.querySelector('button')?.focus();
      const undo = toasts.findLast(({ action }) => action?.label === 'Undo');
      const writing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      if (!undo || writing) return;
      event.preventDefault();
      drop(undo.key);
      undo.action?.run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [toasts, drop]);

  return (
    <Toasts.Provider value={show}>
      <Announcer.Provider value={announce}>
        {children}
        <p className="sr-only" aria-live="polite">
          {said.polite}
        </p>
        <p className="sr-only" aria-live="assertive">
          {said.assertive}
        </p>
        <section aria-label="Results">
          <ol
            ref={list}
            className="pointer-events-none fixed inset-x-4 bottom-24 z-30 flex flex-col items-center gap-2 md:bottom-6"
          >
            {toasts.map((toast) => (
              <Toast key={toast.key} toast={toast} onEnd={drop} />
            ))}
          </ol>
        </section>
      </Announcer.Provider>
    </Toasts.Provider>
  );
}

function Toast({ toast, onEnd }: { toast: Shown; onEnd: (key: number) => void }) {
  const [held, setHeld] = useState(false);
  const { key, action, link } = toast;
  useEffect(() => {
    if (held) return;
    const end = setTimeout(() => onEnd(key), LIVES_MS);
    return () => clearTimeout(end);
  }, [held, key, onEnd]);
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={`pointer-events-auto flex max-w-xl items-center gap-3 rounded-[10px] py-2 pr-2 pl-4 shadow-2 ${
        toast.tone === 'bad' ? 'bg-bad-fill text-on-bad' : 'bg-primary text-on-primary'
      }`}
    >
      <span className="min-w-0 break-words">{toast.text}</span>
      {link && (
        <Link to={link.to} onClick={() => onEnd(key)} className={ACTION}>
          {link.label}
        </Link>
      )}
      {action && (
        <button
          type="button"
          className={ACTION}
          onClick={() => {
            onEnd(key);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="grid size-11 flex-none place-items-center rounded-md md:size-8"
        onClick={() => onEnd(key)}
      >
        <X size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </li>
  );
}
