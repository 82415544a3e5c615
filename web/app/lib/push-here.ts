/** Pushes to this browser. Nothing here asks for the permission but `turnOn`, which a press leads to. */
import type { PushDevice, PushInfo } from '@tiktimer/worker/contract';

export type PushStanding = 'no-key' | 'unsupported' | 'blocked' | 'off' | 'on';

/** Which of the devices this browser is: the API tells nobody where a device is reached. */
const HERE = 'tiktimer.push';
const ADDRESS = '/resources/push';

const TROUBLE = {
  asleep: 'This browser is not ready for pushes yet. Load the page again and try once more.',
  blocked: 'This browser blocks our pushes. Allow notifications for this site in its settings.',
  unanswered: 'The browser asked, and nothing was chosen. Pushes stay off.',
  service:
    'The push service of this browser could not be reached. In a private window it never can be; otherwise try again later.',
  ours: 'Pushes could not be turned on. Try again later.',
};

/** How things stand in this browser, from what it says of itself and what the API knows. */
export function pushStanding(
  { publicKey, devices }: PushInfo,
  here: { supported: boolean; permission: NotificationPermission; id: string | null },
): PushStanding {
  if (publicKey === null) return 'no-key';
  if (!here.supported) return 'unsupported';
  if (here.permission === 'denied') return 'blocked';
  return here.permission === 'granted' && devices.some(({ id }) => id === here.id) ? 'on' : 'off';
}

export function readHere() {
  const supported = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const permission: NotificationPermission = supported ? Notification.permission : 'default';
  return { supported, permission, id: kept(HERE) };
}

/** Asks the browser, then lets us push to it. Answers why not, or null once it is on. */
export async function turnOn(publicKey: string): Promise<string | null> {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return permission === 'denied' ? TROUBLE.blocked : TROUBLE.unanswered;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration?.active) return TROUBLE.asleep;
  const subscribing = subscribe(registration.pushManager, publicKey).catch((error: unknown) => {
    console.warn('The browser did not subscribe to pushes.', error);
  });
  const subscription = await Promise.race([subscribing, wait(SUBSCRIBE_MS)]);
  if (!subscription) return TROUBLE.service;
  const answer = await fetch(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(subscription),
  }).catch(() => undefined); // told below, as any other trouble of ours
  if (!answer?.ok) {
    await subscription.unsubscribe();
    return answer?.status === 409 ? ((await answer.json()) as { detail: string }).detail : TROUBLE.ours;
  }
  keep(HERE, ((await answer.json()) as PushDevice).id);
  return null;
}

/** A browser that can't reach its push service may never answer; the next press finds what came of it after all. */
const SUBSCRIBE_MS = 20_000;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Ends pushes to this browser on its own side; the API forgets it when it is told, or when the next push finds nobody. */
export async function endPushHere(): Promise<void> {
  if (!readHere().supported) return;
  keep(HERE, null);
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

export const askPushInfo = async (): Promise<PushInfo | undefined> => {
  const answer = await fetch(ADDRESS).catch(() => undefined); // whoever offers pushes then offers none
  return answer?.ok ? ((await answer.json()) as PushInfo) : undefined;
};

/** A browser that subscribed with another key refuses ours until that ends (W3C Push API, subscribe, step 11). */
async function subscribe(manager: PushManager, publicKey: string): Promise<PushSubscription> {
  const applicationServerKey = keyBytes(publicKey);
  const before = await manager.getSubscription();
  const other = before?.options.applicationServerKey;
  if (before && !sameBytes(applicationServerKey, other ? new Uint8Array(other) : null))
    await before.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

/** The bytes of a key written in base64url. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const binary = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

export const sameBytes = (a: Uint8Array, b: Uint8Array | null): boolean =>
  b !== null && a.length === b.length && a.every((byte, index) => byte === b[index]);

const OFFERED = 'tiktimer.push-offered';
/** Whether this browser may be asked about pushes, once: it takes them, and nobody has said anything yet. */
export const mayOffer = (): boolean => {
  const { supported, permission } = readHere();
  return supported && permission === 'default' && kept(OFFERED) === null;
};
export const noteOffer = (): void => keep(OFFERED, 'yes');

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing for us
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // It keeps nothing: the device is on the list all the same, only not marked as this one.
  }
}
