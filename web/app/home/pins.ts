/** Pins nearer to each other than this would lie on top of each other on a phone, icons and all: three hours. */
const NEAR = 3 / 24;

export interface PinGroup<T> {
  /** Where on the day, from 0 to 1. */
  share: number;
  items: T[];
}

/** Posts of a day as pins from left to right; those that are near one another share the first one's. */
export function pinsOf<T>(posts: readonly { post: T; share: number }[]): PinGroup<T>[] {
  const groups: PinGroup<T>[] = [];
  for (const { post, share } of posts.toSorted((a, b) => a.share - b.share)) {
    const last = groups.at(-1);
    if (last && share - last.share < NEAR) last.items.push(post);
    else groups.push({ share, items: [post] });
  }
  return groups;
}
