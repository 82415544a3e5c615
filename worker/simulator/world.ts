import type { SimulatorEnv } from './env.ts';
import { SCHEMA, SCHEMA_VERSION, TABLES } from './schema.ts';
import { patchSettings, Settings } from './settings.ts';

type Value = string | number | null;

/** What every rule of the simulator stands on: storage, the clock, the settings. Synchronous on purpose: a rule
 * that never awaits cannot be interrupted, so a call happens wholly or not at all. */
export class World {
  settings: Settings;
  readonly env: SimulatorEnv;
  readonly #storage: DurableObjectStorage;
  #offsetMs: number;

  constructor(storage: DurableObjectStorage, env: SimulatorEnv) {
    this.env = env;
    this.#storage = storage;
    storage.sql.exec(SCHEMA);
    this.#startAnewIfOlder();
    this.settings = Settings.parse(JSON.parse(this.#config('settings') ?? '{}'));
    this.#offsetMs = Number(this.#config('offsetMs') ?? 0);
  }

  rows<T>(query: string, ...values: Value[]): T[] {
    return this.#storage.sql.exec(query, ...values).toArray() as T[];
  }

  row<T>(query: string, ...values: Value[]): T | undefined {
    return this.rows<T>(query, ...values)[0];
  }

  run(query: string, ...values: Value[]): void {
    this.#storage.sql.exec(query, ...values);
  }

  /** The simulator's time. Everything that is limited, expires or gets done reads this. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#remember('offsetMs', String(offsetMs));
  }

  changeSettings(patch: Record<string, unknown>): void {
    this.settings = patchSettings(this.settings, patch);
    this.#remember('settings', JSON.stringify(this.settings));
  }

  get clientKey(): string {
    return this.env.TIKTOK_CLIENT_KEY || 'simulator-key';
  }

  get clientSecret(): string {
    return this.env.TIKTOK_CLIENT_SECRET || 'simulator-secret';
  }

  get webhookUrl(): string {
    return this.settings.webhookUrl ?? this.env.WEBHOOK_URL ?? '';
  }

  /** Wakes the object at a time of the simulator's clock, unless it will be awake before. */
  async wakeAt(at: number): Promise<void> {
    const due = Math.max(at - this.#offsetMs, Date.now() + 1);
    const alarm = await this.#storage.getAlarm();
    if (alarm === null || alarm > due) await this.#storage.setAlarm(due);
  }

  forget(): void {
    for (const table of TABLES) this.run(`DELETE FROM ${table}`);
    this.#remember('schema', SCHEMA_VERSION);
    this.settings = Settings.parse({});
    this.#offsetMs = 0;
  }

  /** State of an older simulator is not migrated: nothing in it is worth more than a reset. */
  #startAnewIfOlder(): void {
    const version = this.#config('schema');
    if (version === SCHEMA_VERSION) return;
    if (version !== undefined) {
      for (const table of TABLES) this.run(`DROP TABLE ${table}`);
      this.run(SCHEMA);
    }
    this.#remember('schema', SCHEMA_VERSION);
  }

  #config(key: string): string | undefined {
    return this.row<{ value: string }>('SELECT value FROM config WHERE key = ?', key)?.value;
  }

  #remember(key: string, value: string): void {
    this.run('INSERT OR REPLACE INTO config (key, value) VALUES (?, ?)', key, value);
  }
}
