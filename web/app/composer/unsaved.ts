import { UNSAVED } from '../lib/kept-here.ts';
import type { Mirror } from './mirror.ts';

/**
 * Words of a draft that are not saved yet, kept beyond their tab: one that was closed without a line, or died, loses nothing. They wait
 * until their creator opens the same post, or a new one, in this browser. Each is kept under the word of its own composer.
 */
interface Unsaved {
  postId: string | null;
  at: number;
  mirror: Mirror;
}

/** Nobody came back for them; by then they would surprise. */
const KEPT_MS = 30 * 86_400_000;
const keyOf = (userId: string, press: string) => `${UNSAVED}${userId}:${press}`;

export function keepUnsaved(userId: string, postId: string | null, mirror: Mirror): void {
  try {
    const copy: Unsaved = { postId, at: Date.now(), mirror };
    if (mirror.dirty) localStorage.setItem(keyOf(userId, mirror.press), JSON.stringify(copy));
    else dropUnsaved(userId, mirror.press);
  } catch {
    // Full or forbidden: this tab's own copy has to do.
  }
}

export function dropUnsaved(userId: string, press: string): void {
  try {
    localStorage.removeItem(keyOf(userId, press));
  } catch {
    // As above.
  }
}

interface TakenUp {
  mirror: Mirror;
  letGo: () => void;
}

/**
 * The newest words on this post that no open page holds, held from here on: answers them, and how to let go of them. Where
 * every one is held, the newest is waited for: its page may be one that was closed a moment ago. Nothing comes when that
 * saves them, or `signal` ends the waiting.
 */
export async function takeUpUnsaved(
  userId: string,
  postId: string | null,
  signal: AbortSignal,
): Promise<TakenUp | null> {
  const take = (key: string, options: LockOptions) =>
    new Promise<TakenUp | null>((resolve, reject) => {
      const held = (lock: Lock | null) => {
        const kept = lock && keptOn(userId, postId).find((one) => one.key === key);
        if (!kept) return resolve(null);
        return new Promise<void>((letGo) => resolve({ mirror: kept.mirror, letGo }));
      };
      navigator.locks.request(key, options, held).catch(reject);
    });
  try {
    const kept = keptOn(userId, postId);
    for (const { key } of kept) {
      const free = await take(key, { ifAvailable: true });
      if (free) return free;
    }
    const [newest] = kept;
    return newest ? await take(newest.key, { signal }) : null;
  } catch {
    return null; // no storage or no locks here, or this page is gone by now
  }
}

/** The newest first. */
function keptOn(userId: string, postId: string | null): (Unsaved & { key: string })[] {
  const kept = Object.keys(localStorage)
    .filter((key) => key.startsWith(keyOf(userId, '')))
    .map((key) => ({ key, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Unsaved) }));
  for (const { key, at } of kept) if (!(at > Date.now() - KEPT_MS)) localStorage.removeItem(key);
  return kept.filter((one) => one.postId === postId).sort((a, b) => b.at - a.at);
}

/** As long as this page lives, its words are nobody else's to take up. Answers how to let go of them. */
export function holdUnsaved(userId: string, press: string): () => void {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  navigator.locks
    ?.request(keyOf(userId, press), () => held)
    .catch(() => {
      // Taken by force, or the page is going: then nobody else asks either.
    });
  return letGo;
}
