import type { ArmingId } from '../../contract/ids.ts';
import type { PostId, PostStatus } from '../../contract/index.ts';
import type { Clock } from '../../deps.ts';
import type { ChunkPlan } from '../../domain/chunk-plan.ts';
import type { Ending, Publication } from '../../domain/publication.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Log } from '../../log.ts';
import type { TikTok } from '../../tiktok/types.ts';
import type { TikTokAccountApi } from '../accounts/account-api.ts';

/** The object's own storage. A superseded instance's `write` throws, or its `sync` rejects. */
export interface PublicationStorage {
  read(): Publication | undefined;
  /** State and alarm in one transaction, without an await between them. Null leaves the alarm where it is. */
  write(publication: Publication, alarmAt: number | null): void;
  /** Empties the storage, alarm too. */
  clear(): void;
  /** Resolves when everything written so far is durable. */
  sync(): Promise<void>;
}

/** The post's row as the object sees it. `snapshot` is null when the row can't be published (account or media gone). */
export interface PostRowView {
  status: PostStatus;
  armingId: ArmingId | null;
  seq: number;
  deleted: boolean;
  /** armed_at is set: some object should be, or is not yet done, looking after it. */
  armed: boolean;
  snapshot: Snapshot | null;
}

/** D1, as the object needs it. Both reject when D1 is away. */
export interface PublicationRows {
  read(postId: PostId): Promise<PostRowView | undefined>;
  /**
   * Writes the row, the receipt's new lines and notices in one batch. Applies only to a row whose arming is one of
   * `publication.armings` and whose seq is older; `published` and `outcome_unknown` apply to any arming. A miss is done too.
   */
  write(publication: Publication, closed: boolean): Promise<void>;
  /** Corrects a row from the ledger, when the object holds nothing and the ledger bars the row's arming. */
  correct(postId: PostId, armingId: ArmingId, ending: Ending): Promise<void>;
}

/** The ledger in R2: every arming that ended, and how. `write` merges under a conditional put. Both reject when R2 is away. */
export interface Ledger {
  read(postId: PostId): Promise<Ending[]>;
  write(postId: PostId, endings: Ending[]): Promise<void>;
}

/** TikTok's answer to a PUT of bytes (tiktok-api.md 3.3). `reported` is the progress in its Content-Range, if any. */
export interface PutAnswer {
  status: number;
  reported: number | null;
}

/** A PUT of one chunk whose body is given step by step. Its length is known to TikTok from the start. */
export interface OpenUpload {
  /** Sends bytes until `upTo` of this chunk have left. Rejects when the connection, R2 or time fails. */
  advance(upTo: number): Promise<void>;
  /** Sends what is left, already in memory, at once and synchronously. */
  release(): void;
  /** Ends the request unfinished: TikTok drops an incomplete chunk. */
  abort(): void;
  /** TikTok's answer; rejects when it can't be had. */
  answer: Promise<PutAnswer>;
  /** True once the request has ended, by answer or failure. */
  ended(): boolean;
}

/** The file is not the one that was checked when the post was scheduled. */
export class MediaChanged extends Error {
  constructor() {
    super('The media file changed since it was checked.');
    this.name = 'MediaChanged';
  }
}

export type MediaState = 'as_checked' | 'changed' | 'missing' | 'unreachable';

/** From R2 to TikTok, never through memory but for the tail that is held. */
export interface Uploads {
  /** `tailBytes` of the chunk's end are read into memory before this resolves. */
  open(input: {
    snapshot: Snapshot;
    uploadUrl: string;
    plan: ChunkPlan;
    index: number;
    tailBytes: number;
  }): Promise<OpenUpload>;
  mediaState(snapshot: Snapshot): Promise<MediaState>;
}

export interface PublisherPorts {
  storage: PublicationStorage;
  clock: Clock;
  random(): number;
  account(
    openId: string,
  ): Pick<TikTokAccountApi, 'token' | 'take' | 'mayPublish' | 'creatorInfo' | 'book' | 'unbook'>;
  tiktok: Pick<TikTok, 'initDirectPost' | 'status'>;
  uploads: Uploads;
  rows: PublicationRows;
  ledger: Ledger;
  log: Log;
}
