/** Knows every arming the users made and what they were told of it, and judges what TikTok does with it. */
import type { ArmingId } from '../../src/contract/index.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import type { DirectPost } from '../../src/tiktok/types.ts';

interface Arming {
  snapshot: Snapshot;
  /** The user was told that nothing of this arming will go out. */
  endedFor: 'cancel' | 'delete' | 'swap' | 'disconnect' | undefined;
  /** The verb that made it has answered its user, whatever it said. */
  settled: boolean;
}

export class Oracle {
  readonly wrongs: string[] = [];
  readonly armings = new Map<ArmingId, Arming>();
  readonly #wrong: (what: string) => void;

  constructor(note: (line: string) => void) {
    this.#wrong = (what) => {
      note(`WRONG: ${what}`);
      this.wrongs.push(what);
    };
  }

  wrong(what: string): void {
    this.#wrong(what);
  }

  /** The user agreed to publish this, now and with these options. */
  agreed(snapshot: Snapshot): void {
    this.armings.set(snapshot.armingId, { snapshot, endedFor: undefined, settled: false });
  }

  /** The user was told that this arming ended. If TikTok has it already, that was a lie. */
  promised(armingId: ArmingId, because: NonNullable<Arming['endedFor']>, taken: readonly ArmingId[]): void {
    const arming = this.armings.get(armingId);
    if (arming) arming.endedFor ??= because;
    if (taken.includes(armingId)) this.#wrong(`${because} was confirmed for a post TikTok already had`);
  }

  settled(armingId: ArmingId): void {
    const arming = this.armings.get(armingId);
    if (arming) arming.settled = true;
  }

  /** What a user who stops the post now, and is told yes, will never see published: all that was asked for before. */
  askedBefore(): ArmingId[] {
    return [...this.armings].filter(([, arming]) => arming.settled).map(([armingId]) => armingId);
  }

  dueAt(armingId: ArmingId): number {
    return this.armings.get(armingId)?.snapshot.dueAt ?? Number.POSITIVE_INFINITY;
  }

  /** TikTok holds every byte of a post now: it is as good as published. */
  took(post: DirectPost, now: number, alreadyTaken: number): void {
    const arming = this.armings.get(armingOf(post));
    if (alreadyTaken > 0) this.#wrong(`a second upload was completed while ${alreadyTaken} may be published`);
    if (!arming) {
      this.#wrong('published without consent');
      return;
    }
    const { snapshot: s } = arming;
    if (now < s.dueAt) this.#wrong(`published ${s.dueAt - now} ms before T`);
    if (arming.endedFor) this.#wrong(`published after a confirmed ${arming.endedFor}`);
    if (post.caption !== s.caption || post.privacy !== s.privacy || post.bytes !== s.media.bytes)
      this.#wrong('published something else than was agreed');
    if (
      (post.allowComment && !s.allowComment) ||
      (post.allowDuet && !s.allowDuet) ||
      (post.allowStitch && !s.allowStitch)
    )
      this.#wrong('published more openly than was agreed');
    if (post.branded !== s.branded || post.ownBrand !== s.ownBrand || post.aiGenerated !== s.aiGenerated)
      this.#wrong('published without its disclosure');
  }
}

/** Captions in this world end with the arming they were agreed to under. */
export const armingOf = (post: Pick<DirectPost, 'caption'>) => post.caption.slice(-30) as ArmingId;
