/**
 * A publication as its object stores it: what will be published, how far it is, and what others have yet to be told.
 * What may follow what is in `publication-rules.ts` (what to do on waking) and `publication-steps.ts` and `publication-outcome.ts` (what a deed led to).
 */
import type { ArmingId, FailureReason, Finding, Step } from '../contract/index.ts';
import type { ChunkPlan } from './chunk-plan.ts';
import type { Snapshot } from './snapshot.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An upload TikTok has opened for us. `uploadUrl` is a capability: never logged, forgotten with the stage. */
export interface StagedUpload {
  publishId: string;
  uploadUrl: string;
  /** One hour after TikTok issued the address (tiktok-api.md 3.1). */
  expiresAt: number;
  plan: ChunkPlan;
  /** Whole chunks known to be at TikTok. */
  chunksDone: number;
}

/** After the fence: the last byte may have left. Only the same address is used until the rules below allow a new init. */
export interface HandOver {
  upload: StagedUpload;
  fencedAt: number;
  sends: number;
  /** A send is running, or died with its run. */
  sendOpen: boolean;
  lastSendEndedAt: number;
  /** TikTok answered 403, 404 or 405 to a send after the address had passed its hour. */
  addressDead: boolean;
  /** TikTok once said that it has every byte: whatever it says later, only its FAILED allows a new init (tiktok-api.md 16.2). */
  taken: boolean;
  /** First poll, after the hour and after the last send had ended, that showed bytes missing. */
  missingSince: number | null;
}

export type State =
  | { phase: 'waiting' }
  /** `asked`: the init may have left; its answer may be lost. No bytes were sent, so nothing can be published by it. */
  | { phase: 'initiating'; asked: boolean }
  | { phase: 'uploading'; upload: StagedUpload }
  | { phase: 'staged'; upload: StagedUpload }
  | { phase: 'holding'; upload: StagedUpload }
  | ({ phase: 'handing_over' } & HandOver)
  | {
      phase: 'processing';
      upload: StagedUpload;
      lastSendEndedAt: number;
      since: number;
      polls: number;
      slow: boolean;
    }
  | { phase: 'following'; publishId: string; polls: number }
  | { phase: 'unknown'; publishId: string; polls: number }
  | { phase: 'finished'; outcome: Outcome };
export type Phase = State['phase'];
export type Outcome = 'published' | 'failed' | 'cancelled';

/** How an arming ended, as the ledger keeps it. `replaced`: swapped for a newer arming before anything was handed over. */
export interface Ending {
  armingId: ArmingId;
  outcome: Outcome | 'outcome_unknown' | 'replaced';
  at: number;
  publishId: string | null;
  reason: FailureReason | null;
}

export interface ReceiptEntry {
  seq: number;
  at: number;
  step: Step;
  detail: Record<string, string | number | boolean | null>;
}
/** A notice for the owner; told once per key. */
export interface Notice {
  key: string;
  kind: string;
  at: number;
  reason: FailureReason | null;
  sentence: string | null;
}

export interface Why {
  reason: FailureReason;
  technical: string | null;
  at: number;
}

/** What the user saw on the profile, when nobody else could say. */
export type Sighting = { outcome: 'published'; url: string | null } | { outcome: 'not_published' };

export interface Publication {
  /** Raised when the shape changes; code that meets a newer number acts not at all. */
  schema: 1;
  snapshot: Snapshot;
  state: State;
  /** When there is something to do next. */
  nextAt: number;
  /** A run is at work; found true by a new run, it means the earlier one died. */
  awake: boolean;
  seq: number;
  entries: ReceiptEntry[];
  notices: Notice[];
  /** Keys of every notice so far, so that each is told once. */
  told: string[];
  /** When the row (and entries, notices) is to be written next; null = D1 has it all. */
  rowAt: number | null;
  rowTries: number;
  /** When the ledger is to be written next; null = it has it all. */
  ledgerAt: number | null;
  /** Every arming this object ever held, newest last. */
  armings: ArmingId[];
  /** Those that ended. */
  endings: Ending[];
  held: Why | null;
  failure: Why | null;
  /** Retries in a row, and why. */
  trouble: { count: number; why: Why } | null;
  checked: { day: boolean; hour: boolean };
  findings: Finding[];
  /** How long before dueAt staging begins. */
  leadMs: number;
  inits: number;
  /** TikTok refused to take the file in several chunks. */
  singleChunk: boolean;
  /** Switched off by the creator since scheduling: sent as disabled (design 5). */
  switchedOff: { comment: boolean; duet: boolean; stitch: boolean };
  /** Bytes a millisecond to TikTok, measured while staging. */
  rate: number | null;
  publishId: string | null;
  handedOverAt: number | null;
  publishedAt: number | null;
  tiktokPostId: string | null;
  /** Where the user found it, when TikTok did not say; absent in what older versions stored. */
  foundAt?: string;
  deletedAt: number | null;
}

/** Phases in which nothing that was sent can publish by itself, so that everything may still be changed or dropped. */
export const beforeFence = (p: Publication): boolean =>
  ['waiting', 'initiating', 'uploading', 'staged', 'holding'].includes(p.state.phase);

/** A fresh publication for a snapshot. `leadMs` comes from `stageLead` and the account's booking. */
export function adopt(snapshot: Snapshot, seq: number, now: number): Publication {
  const fresh: Publication = {
    schema: 1,
    snapshot,
    state: { phase: 'waiting' },
    nextAt: now,
    awake: false,
    seq,
    entries: [],
    notices: [],
    told: [],
    rowAt: now,
    rowTries: 0,
    ledgerAt: null,
    armings: [snapshot.armingId],
    endings: [],
    held: null,
    failure: null,
    trouble: null,
    checked: { day: snapshot.dueAt - now < DAY, hour: snapshot.dueAt - now < HOUR },
    findings: [],
    leadMs: stageLead(snapshot.postId, snapshot.media.bytes, 0),
    inits: 0,
    singleChunk: false,
    switchedOff: { comment: false, duet: false, stitch: false },
    rate: null,
    publishId: null,
    handedOverAt: null,
    publishedAt: null,
    tiktokPostId: null,
    deletedAt: null,
  };
  return record(fresh, now, 'adopted');
}

/** At 10 MB a second until measured. */
const STAGE_BYTES_PER_MS = 10_000;
/** The upload address lives an hour (tiktok-api.md 3.1). */
const LEAD_MAX = 45 * MINUTE;

/** How long before its time a post's staging begins (design 5): 75 s, its size, a spread by its id, and what the account's pacing adds. */
export function stageLead(postId: string, bytes: number, pacingMs: number): number {
  const size = Math.ceil(bytes / STAGE_BYTES_PER_MS);
  return Math.min(LEAD_MAX, 75 * SECOND + size + spread(postId, 30 * SECOND) + pacingMs);
}

/** A number below `ms` that is a post's own, so that posts due together do not do the same at the same instant. */
export function spread(postId: string, ms: number): number {
  let hash = 0;
  for (const char of postId) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return hash % ms;
}

/** Adds a line to the receipt, to be written to D1 with the row. */
export function record(
  p: Publication,
  at: number,
  step: Step,
  detail: ReceiptEntry['detail'] = {},
): Publication {
  const seq = p.seq + 1;
  return { ...p, seq, entries: [...p.entries, { seq, at, step, detail }], rowAt: p.rowAt ?? at };
}

/** Tells the owner, once per key over the post's life. */
export function tell(
  p: Publication,
  at: number,
  kind: string,
  reason: FailureReason | null,
  sentence: string | null = null,
): Publication {
  const key = `${p.snapshot.postId}:${p.snapshot.armingId}:${kind}:${reason ?? ''}`;
  if (p.told.includes(key)) return p;
  return {
    ...p,
    told: [...p.told, key],
    notices: [...p.notices, { key, kind, at, reason, sentence }],
    rowAt: p.rowAt ?? at,
  };
}
