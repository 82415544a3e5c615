import type { ChangeSettings, NotifyEvent, NotifySettings, TestSent } from '@tiktimer/worker/contract';

export type Channel = 'mail' | 'push';
const BOTH = ['mail', 'push'] as const;

/** The kinds of news, in the order of the table. The weekly look back is a letter only. */
export const NEWS: { event: NotifyEvent; name: string; about: string; channels: readonly Channel[] }[] = [
  { event: 'live', name: 'Live on TikTok', about: 'A post is published.', channels: BOTH },
  { event: 'failed', name: 'Failed', about: 'A post did not go out.', channels: BOTH },
  { event: 'needsYou', name: 'Needs you', about: 'Only you can go on.', channels: BOTH },
  {
    event: 'findings',
    name: 'Checks found something',
    about: 'A day or an hour before it is due.',
    channels: BOTH,
  },
  { event: 'weekly', name: 'Weekly summary', about: 'Each Monday.', channels: ['mail'] },
];
export const FAILED_NEEDS_ONE = 'Failures need one way to reach you.';

/** The settings with one box of the table pressed. */
export function pressed(settings: NotifySettings, event: NotifyEvent, channel: Channel): NotifySettings {
  const now: readonly Channel[] = settings[event];
  const next = now.includes(channel) ? now.filter((one) => one !== channel) : [...now, channel];
  return { ...settings, [event]: next };
}

export const sameNotify = (a: NotifySettings, b: NotifySettings): boolean =>
  NEWS.every(({ event, channels }) =>
    channels.every((channel) => has(a, event, channel) === has(b, event, channel)),
  );

export const has = (settings: NotifySettings, event: NotifyEvent, channel: Channel): boolean =>
  (settings[event] as readonly Channel[]).includes(channel);

/** What a sent table says: an empty row is off, and what is no channel says nothing. */
export function notifyOf(form: FormData): NonNullable<ChangeSettings['notify']> {
  const of = (event: NotifyEvent) => BOTH.filter((channel) => form.getAll(event).includes(channel));
  return {
    live: of('live'),
    failed: of('failed'),
    needsYou: of('needsYou'),
    findings: of('findings'),
    weekly: form.getAll('weekly').includes('mail') ? ['mail'] : [],
  };
}

/** The quiet hours of a sent form; without the switch there are none, whatever its times say. */
export const quietOf = (form: FormData): NonNullable<ChangeSettings['quietHours']> | null =>
  form.has('quiet') ? { from: String(form.get('from') ?? ''), to: String(form.get('to') ?? '') } : null;

/** What a test reached, in a sentence. */
export function testWords({ mail, devices }: TestSent): string {
  const reached = devices === 1 ? '1 device' : `${devices} devices`;
  if (mail && devices > 0) return `On its way by mail and to ${reached}.`;
  if (mail) return 'On its way by mail. No device gets pushes yet.';
  if (devices > 0) return `On its way to ${reached}. No mail: your address is not confirmed.`;
  return 'Nothing was sent: your address is not confirmed, and no device gets pushes.';
}
