import type { PostId } from '../../contract/index.ts';
import type { LinkRef } from './account-api.ts';
import type { Booking, StoredAccount } from './account-state.ts';
import { alarmAt } from './account-state.ts';
import type { KeeperPorts } from './keeper-ports.ts';

const KEY = 'account';
const SCHEMA = 1;

/** What the object knows, in memory and in storage alike: every change is stored, with its alarm, in the same turn. */
export class AccountMemory {
  readonly ports: KeeperPorts;
  #stored: StoredAccount | undefined;

  constructor(ports: KeeperPorts) {
    this.ports = ports;
    this.#stored = ports.storage.get<StoredAccount>(KEY);
    // Written by a newer version than this code: act not at all (design 5, Versions).
    if (this.#stored && this.#stored.schema > SCHEMA)
      throw new Error(`This account was written by schema ${this.#stored.schema}.`);
  }

  /** Undefined until the first connection. */
  get found(): StoredAccount | undefined {
    return this.#stored;
  }

  get account(): StoredAccount {
    if (!this.#stored) throw new Error('This account was never connected.');
    return this.#stored;
  }

  save(account: StoredAccount): void {
    this.#stored = account;
    this.ports.storage.put(KEY, account);
    this.setAlarm();
  }

  /** Changes some of it; what others changed meanwhile stays. */
  change(part: Partial<StoredAccount>): void {
    this.save({ ...this.account, ...part });
  }

  /** D1 has something to learn, from now on. */
  get rowsChanged(): StoredAccount['rows'] {
    const rows = this.#stored?.rows ?? { seq: 0, written: 0, tries: 0, nextAt: 0 };
    return { ...rows, seq: rows.seq + 1, tries: 0, nextAt: this.now };
  }

  /** The grant is gone; a refresh that is out belongs to nobody any more. */
  get withoutGrant(): Pick<StoredAccount, 'generation' | 'grant' | 'refreshing'> {
    return { generation: this.account.generation + 1, grant: null, refreshing: null };
  }

  linkState(link: LinkRef): 'live' | 'lost' | 'closed' {
    const found = this.#stored?.links[link.workspaceId];
    return found?.linkId === link.linkId ? found.state : 'closed';
  }

  bookings(): Booking[] {
    return this.ports.storage.list<Booking>('booking:');
  }

  setBooking(booking: Booking): void {
    this.ports.storage.put(`booking:${booking.postId}`, booking);
    this.setAlarm();
  }

  dropBooking(postId: PostId): void {
    this.ports.storage.delete(`booking:${postId}`);
  }

  get dueAts(): number[] {
    return this.bookings().map(({ dueAt }) => dueAt);
  }

  setAlarm(): void {
    const at = this.#stored && alarmAt(this.#stored, this.dueAts, this.now);
    if (at !== null && at !== undefined) this.ports.storage.setAlarm(at);
  }

  get now(): number {
    return this.ports.clock.now();
  }
}
