/** Saves what is written, soon after it was written, one request at a time. Knows neither React nor addresses. */

const PAUSE_MS = 800;
const AGAIN_MS = 5_000;

/** What became of a try. `offline` is tried again by itself, the other two wait for the creator. */
export type Sent =
  | { ok: true }
  | { ok: false; why: 'offline' | 'stale' }
  | { ok: false; why: 'refused'; sentence: string };
export type SaveState =
  | { kind: 'clean' | 'saving' | 'offline' | 'stale' }
  | { kind: 'saved'; at: number }
  | { kind: 'refused'; sentence: string };

export interface Saver<Content> {
  /** Something was written: it is saved when the pause after it is over. */
  change(content: Content): void;
  /** Saves what is left at once; resolves when nothing is on its way any more. */
  flush(): Promise<void>;
  /** What waits is no wish any more. */
  drop(): void;
  /** Something waits or is on its way: what is written meanwhile has to be told, even if it takes the change back. */
  isBusy(): boolean;
  /** Nothing goes out until `release`: a press is on its way, and carries what is written. */
  hold(): void;
  release(): void;
  /** Resolves when nothing is on its way any more; saves nothing by itself. */
  settled(): Promise<void>;
  /** Nothing is saved any more. */
  stop(): void;
}

export function createSaver<Content>(
  send: (content: Content) => Promise<Sent>,
  tell: (state: SaveState) => void,
  now: () => number,
): Saver<Content> {
  let waiting: { content: Content } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let held = false;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), ms);
  };
  const run = async () => {
    while (waiting && !stopped && !held) {
      const { content } = waiting;
      waiting = undefined;
      tell({ kind: 'saving' });
      const sent = await send(content);
      if (sent.ok) {
        if (!waiting) tell({ kind: 'saved', at: now() });
        continue;
      }
      waiting ??= { content };
      tell(sent.why === 'refused' ? { kind: 'refused', sentence: sent.sentence } : { kind: sent.why });
      if (sent.why === 'offline') later(AGAIN_MS);
      return;
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    change(content) {
      waiting = { content };
      later(PAUSE_MS);
    },
    flush,
    drop() {
      waiting = undefined;
      clearTimeout(timer);
    },
    isBusy: () => !stopped && (waiting !== undefined || running !== undefined),
    hold() {
      held = true;
    },
    release() {
      held = false;
      if (waiting) later(PAUSE_MS);
    },
    settled: () => running ?? Promise.resolve(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
