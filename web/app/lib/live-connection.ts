import type { LiveHint, LiveMessage } from '@tiktimer/worker/contract';

/** The parts of a browser that the connection needs; tests bring their own. */
export interface LivePorts {
  open(hear: LiveEars): LiveSocket;
  /** Calls back later; the answer takes it back. */
  after(ms: number, call: () => void): () => void;
  random(): number;
}
export interface LiveEars {
  opened(): void;
  message(text: string): void;
  closed(code: number): void;
}
export interface LiveSocket {
  send(text: string): void;
  close(): void;
}

/** Down for so long, we ask instead of listening, and say so (ui.md 2). */
export const NOT_LIVE_AFTER_MS = 10_000;
export const ASK_EVERY_MS = 15_000;
const PING_EVERY_MS = 30_000;
const PONG_WITHIN_MS = 10_000;
const RETRY_MS_MAX = 60_000;
/** The API's word that the session has ended (contract/live.ts). */
const SIGNED_OUT = 4001;

type Listener = (hint: LiveHint) => void;

/**
 * One socket to the live feed, open as long as somebody listens; comes back with back-off and jitter; while it is
 * down for long, listeners get a hint to look at everything each 15 s. After every gap they get one too.
 */
export class LiveConnection {
  readonly #ports: LivePorts;
  readonly #listeners = new Set<Listener>();
  readonly #watchers = new Set<() => void>();
  #socket: LiveSocket | undefined;
  #tries = 0;
  #isLive = true;
  #hadGap = false;
  #over = false;
  #cancelRetry = () => {};
  #cancelPing = () => {};
  #cancelAsking = () => {};

  constructor(ports: LivePorts) {
    this.#ports = ports;
  }

  /** False once it has been down for ten seconds. */
  get isLive(): boolean {
    return this.#isLive;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  /** Called when `isLive` changes. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The network is back: no use in waiting. */
  retryNow(): void {
    if (this.#socket || this.#over || this.#listeners.size === 0) return;
    this.#cancelRetry();
    this.#connect();
  }

  /** The session that had ended goes on with another. */
  resume(): void {
    this.#over = false;
    this.retryNow();
  }

  #start(): void {
    if (this.#socket || this.#tries > 0) return;
    this.#countDown();
    this.#connect();
  }

  /** Nobody listens: whoever does so next, perhaps after another sign-in, begins anew. */
  #stop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    for (const cancel of [this.#cancelRetry, this.#cancelPing, this.#cancelAsking]) cancel();
    this.#tries = 0;
    this.#hadGap = false;
    this.#over = false;
    this.#setLive(true);
    socket?.close();
  }

  #connect(): void {
    this.#tries++;
    const socket = this.#ports.open({
      opened: () => this.#opened(socket),
      message: (text) => this.#heard(socket, text),
      closed: (code) => this.#closed(socket, code),
    });
    this.#socket = socket;
  }

  #opened(socket: LiveSocket): void {
    if (socket !== this.#socket) return;
    this.#tries = 1;
    this.#cancelAsking();
    this.#setLive(true);
    this.#pingLater(socket);
    if (this.#hadGap) this.#tell({ type: 'all' });
    this.#hadGap = false;
  }

  #heard(socket: LiveSocket, text: string): void {
    if (socket !== this.#socket) return;
    this.#pingLater(socket);
    if (text === 'pong') return;
    const { hints } = JSON.parse(text) as LiveMessage;
    for (const hint of hints) this.#tell(hint);
  }

  #closed(socket: LiveSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    this.#cancelPing();
    if (!this.#hadGap) this.#countDown();
    this.#hadGap = true;
    if (code === SIGNED_OUT) {
      // The page asks for its data, finds that nobody is signed in, and goes where one signs in.
      this.#over = true;
      this.#tell({ type: 'all' });
      return;
    }
    const wait = Math.min(RETRY_MS_MAX, 1000 * 2 ** Math.min(this.#tries - 1, 6));
    this.#cancelRetry = this.#ports.after(wait * (0.5 + this.#ports.random() / 2), () => this.#connect());
  }

  /** A line may be dead without anybody being told. Whatever comes shows that it lives. */
  #pingLater(socket: LiveSocket): void {
    this.#cancelPing();
    this.#cancelPing = this.#ports.after(PING_EVERY_MS, () => {
      socket.send('ping');
      this.#cancelPing = this.#ports.after(PONG_WITHIN_MS, () => {
        socket.close();
        this.#closed(socket, 1006);
      });
    });
  }

  #countDown(): void {
    this.#cancelAsking();
    this.#cancelAsking = this.#ports.after(NOT_LIVE_AFTER_MS, () => {
      this.#setLive(false);
      this.#ask();
    });
  }

  #ask(): void {
    this.#tell({ type: 'all' });
    this.#cancelAsking = this.#ports.after(ASK_EVERY_MS, () => this.#ask());
  }

  #setLive(isLive: boolean): void {
    if (this.#isLive === isLive) return;
    this.#isLive = isLive;
    for (const watcher of this.#watchers) watcher();
  }

  #tell(hint: LiveHint): void {
    for (const listener of this.#listeners) listener(hint);
  }
}
