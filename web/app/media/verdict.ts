import type { Media } from '@tiktimer/worker/contract';

export type Health = 'ready' | 'warns' | 'refused' | 'checking';
export const HEALTH_WORDS: Record<Health, string> = {
  ready: 'ready',
  warns: 'ready, with a note',
  refused: 'refused',
  checking: 'being checked',
};

/** What the check of a file comes to, in one word. */
export function healthOf({ status, verdicts }: Pick<Media, 'status' | 'verdicts'>): Health {
  if (status === 'rejected') return 'refused';
  if (status !== 'ready') return 'checking';
  return verdicts.some(({ severity }) => severity === 'warns') ? 'warns' : 'ready';
}
