/**
 * How wrong passwords are slowed down. A try counts as wrong from the moment it begins, so that a thousand at once are a
 * thousand; the right one takes it back. Refused tries do not count, so nobody is kept out longer by knocking.
 */
export interface BackOff {
  /** Wrong tries that cost nothing but themselves. */
  free: number;
  /** How long the first one after them waits; each further one waits twice as long. */
  baseMs: number;
  maxMs: number;
  /** One wrong try is forgotten each time this has passed. */
  forgetMs: number;
}
export interface Tries {
  wrong: number;
  lastAt: number;
}
/**
 * Tries from places that have signed in before are counted apart, so that strangers who guess cannot lock the owner out. A
 * place counts for itself: whoever guesses from one gets no further than anybody else.
 */
export interface Guesses {
  strangers: Tries;
  familiar: { from: string; tries: Tries; at: number }[];
}

export const NO_GUESSES: Guesses = { strangers: { wrong: 0, lastAt: 0 }, familiar: [] };
/** Places that are remembered, the last used; and for how long. */
const FAMILIAR_MAX = 5;
const FAMILIAR_MS = 30 * 24 * 60 * 60 * 1000;

const wrongNow = ({ wrong, lastAt }: Tries, rule: BackOff, now: number) =>
  Math.max(0, wrong - Math.max(0, now - lastAt) / rule.forgetMs);

function tryOnce(tries: Tries, rule: BackOff, now: number): { waitMs: number; tries: Tries } {
  const wrong = wrongNow(tries, rule, now);
  // One that is half forgotten still counts.
  const over = Math.ceil(wrong) - rule.free;
  const pause = over < 0 ? 0 : Math.min(rule.maxMs, rule.baseMs * 2 ** Math.min(over, 30));
  // Since a clock that went back must not keep anybody waiting for longer than a pause.
  const since = Math.max(0, now - tries.lastAt);
  if (since < pause) return { waitMs: pause - since, tries };
  return { waitMs: 0, tries: { wrong: wrong + 1, lastAt: now } };
}

/** One more try from a place (null: not told). `waitMs` 0: it may go on, and counts as wrong until `guessedRight`. */
export function guess(
  state: Guesses,
  rule: BackOff,
  from: string | null,
  now: number,
): { waitMs: number; state: Guesses } {
  const known = state.familiar.find((place) => place.from === from && place.at + FAMILIAR_MS > now);
  const { waitMs, tries } = tryOnce(known?.tries ?? state.strangers, rule, now);
  if (!known) return { waitMs, state: { ...state, strangers: tries } };
  const familiar = state.familiar.map((place) => (place === known ? { ...place, tries } : place));
  return { waitMs, state: { ...state, familiar } };
}

/** The owner got in: nothing is held against them, and the place they came from is theirs. */
export function guessedRight(state: Guesses, from: string | null, now: number): Guesses {
  const none = NO_GUESSES.strangers;
  const others = state.familiar.filter((place) => place.from !== from && place.at + FAMILIAR_MS > now);
  const familiar = from === null ? others : [{ from, tries: none, at: now }, ...others];
  return { strangers: none, familiar: familiar.slice(0, FAMILIAR_MAX) };
}

/** Takes one try back: somebody got in, which says nothing about the other tries from the same place. */
export const takeBack = (state: Guesses): Guesses => ({
  ...state,
  strangers: { ...state.strangers, wrong: Math.max(0, state.strangers.wrong - 1) },
});

/** From when on nothing of it is worth keeping. */
export function forgottenAt(state: Guesses, rule: BackOff): number {
  const end = ({ wrong, lastAt }: Tries) => lastAt + Math.max(wrong * rule.forgetMs, rule.maxMs);
  return Math.max(end(state.strangers), ...state.familiar.map(({ at }) => at + FAMILIAR_MS));
}
