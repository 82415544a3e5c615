import type { LinkId } from '../../contract/ids.ts';
import type { CreatorInfo } from '../../contract/index.ts';
import type { Clock } from '../../deps.ts';
import type { Log } from '../../log.ts';
import type { TikTok } from '../../tiktok/types.ts';
import type { Keyring } from './token-vault.ts';

/** Storage of the object as the keeper uses it: synchronous and kept together within one turn, durable after `sync`. */
export interface AccountStorage {
  get<T>(key: string): T | undefined;
  put(key: string, value: unknown): void;
  delete(key: string): void;
  list<T>(prefix: string): T[];
  /** Resolves when everything written so far survives a crash. */
  sync(): Promise<void>;
  setAlarm(at: number): void;
}

/** What D1 is told of an account, all of it each time, so that a repeat changes nothing. */
export interface AccountNews {
  openId: string;
  creator: CreatorInfo | null;
  grant: { accessExpiresAt: number; refreshExpiresAt: number | null; scopes: string[] } | null;
  liveLinks: LinkId[];
  lostLinks: LinkId[];
  lostAt: number | null;
}
export interface AccountRows {
  write(news: AccountNews): Promise<void>;
}

export interface KeeperPorts {
  storage: AccountStorage;
  clock: Clock;
  tiktok: Pick<TikTok, 'refresh' | 'revoke' | 'creatorInfo'>;
  keyring: Keyring;
  rows: AccountRows;
  log: Log;
}
