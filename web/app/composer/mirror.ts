import type { CreatePost } from '@tiktimer/worker/contract';
import type { Answers, Draft } from './draft.ts';

/**
 * What is being written, kept in this tab until it is saved and beyond: reload, back and a lost network lose nothing. Per
 * person, so that a sign-out shows nobody else's words.
 */
export interface Mirror {
  draft: Draft;
  /** The accounts that were ticked, and what was answered for those not shown. */
  ticked: string[];
  answers: Record<string, Answers>;
  /** The state of the post these words were written on. */
  etag: string | null;
  /** What the post was when it was opened: a scheduled one gets new states that change nothing of it. */
  base: string;
  /** The state that this one took the place of. */
  replaced: string | null;
  /** Written and not saved yet. */
  dirty: boolean;
  /** A draft being created: sent again as it was, so that a lost answer makes no second one. */
  creating: { key: string; content: CreatePost } | null;
  /** Under this word the posts of further accounts are made, so that a press that got no answer can be repeated. */
  press: string;
}

const keyOf = (userId: string, postId: string | null) => `tiktimer:draft:${userId}:${postId ?? 'new'}`;

export function readMirror(userId: string, postId: string | null): Mirror | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(userId, postId)) ?? 'null') as Mirror | null;
  } catch {
    return null; // a browser without storage has no mirror
  }
}

export function writeMirror(userId: string, postId: string | null, mirror: Mirror): void {
  try {
    sessionStorage.setItem(keyOf(userId, postId), JSON.stringify(mirror));
  } catch {
    // Full or forbidden: saving to the server goes on regardless.
  }
}

export function dropMirror(userId: string, postId: string | null): void {
  try {
    sessionStorage.removeItem(keyOf(userId, postId));
  } catch {
    // As above.
  }
}
