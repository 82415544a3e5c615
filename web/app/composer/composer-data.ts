import type { Account, AccountDetail, Media, Post, Upload } from '@tiktimer/worker/contract';
import type { Planned } from './clash.ts';
import type { Draft } from './draft.ts';

/** The post being written, once it exists: the next press changes it instead of making another. */
export interface ComposedPost {
  id: string;
  etag: string;
  scheduled: boolean;
  /** When it goes out, for one that waits for nothing but its time. */
  dueAt: number | null;
  /** TikTok has it already, or nearly. */
  onItsWay: boolean;
}

export interface ComposerData {
  title: string;
  /** Whose words these are; what this tab keeps of them is kept for nobody else. */
  userId: string;
  home: { zone: string; secondZone: string | null };
  post: ComposedPost | null;
  /** The address asked for something of its own (a time, an account, a video), so nothing older is taken up again. */
  asked: boolean;
  /** Where the creator came from, if that decides where a press leads to. */
  from: string;
  /** A word of this page alone: a press on a page that has no post yet makes one, however often it is sent. */
  page: string;
  /** A file shared with the app from a phone's gallery waits for this page. */
  shared: boolean;
  draft: Draft;
  accounts: Account[];
  account: AccountDetail | null;
  library: Media[];
  unfinished: Upload[];
  /** What earlier captions hold, the most used in front. */
  hashtags: string[];
  handles: string[];
  planned: Planned[];
  /** Times of day at which each account posts, by its id. */
  usual: Record<string, string[]>;
}

/** Why a press did not do what it said. */
export interface Refusal {
  detail: string;
  code: string;
  /** What somebody else made of the post meanwhile. */
  theirs?: Post | undefined;
  /** Of several accounts: those whose posts are scheduled by now, and why the others are not. */
  done?: { accountId: string; postId: string }[] | undefined;
  refused?: { accountId: string; detail: string }[] | undefined;
}
