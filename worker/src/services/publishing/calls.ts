import type { Publication, Why } from '../../domain/publication.ts';
import { hold, retryLater, troubled } from '../../domain/publication-steps.ts';
import type { Told, Trouble } from '../../domain/trouble.ts';
import type { PacedCall, TokenAnswer } from '../accounts/account-api.ts';
import { PLACE_WAIT_MAX } from '../accounts/account-api.ts';
import type { Run } from './run.ts';

export type Denied = Exclude<TokenAnswer, { ok: true }>['reason'];
export type Answer<T> = Told<T> | { ok: false; denied: Denied };

export const linkOf = (p: Publication) => ({
  workspaceId: p.snapshot.workspaceId,
  linkId: p.snapshot.linkId,
});

/** Calls TikTok with the account's token, in its turn; a token TikTok calls dead is replaced once and the same call repeated. */
export async function withToken<T>(
  run: Run,
  pace: PacedCall,
  call: (accessToken: string) => Promise<Told<T>>,
): Promise<Answer<T>> {
  const { ports } = run;
  const p = run.look();
  const account = ports.account(p.snapshot.openId);
  const first = await account.token(linkOf(p)).catch(away);
  if (!first.ok) return { ok: false, denied: first.reason };
  const place = await account.take(pace).catch(() => 0); // Pacing is courtesy: without it TikTok's own 429 decides.
  if (place > PLACE_WAIT_MAX) return { ok: false, trouble: busy(place), serverDate: null };
  if (place > 0) await ports.clock.wait(place);
  run.look();
  const told = await call(first.accessToken);
  if (told.ok || told.trouble.action !== 'reauthorize') return told;
  const second = await account.token(linkOf(p), first.accessToken).catch(away);
  if (!second.ok) return { ok: false, denied: second.reason };
  return call(second.accessToken);
}

/** The account object did not answer: as unavailable as TikTok itself. */
const away = (): TokenAnswer => ({ ok: false, reason: 'unavailable' });

const busy = (retryAfterMs: number): Trouble => ({
  action: 'retry',
  reason: 'tiktok_down',
  code: 'paced',
  technical: 'Waiting for a place under TikTok’s limit of calls a minute.',
  httpStatus: null,
  retryAfterMs,
});

/** Before the fence: what a refused or failed call leads to. */
export function afterRefusal(
  p: Publication,
  answer: Exclude<Answer<unknown>, { ok: true }>,
  now: number,
  random: number,
): Publication {
  if ('trouble' in answer) {
    const { trouble } = answer;
    // A second "your token is dead" right after a fresh one: only the user can mend that.
    return troubled(
      p,
      trouble.action === 'reauthorize' ? { ...trouble, action: 'hold', reason: 'reconnect_needed' } : trouble,
      now,
      random,
    );
  }
  return denied(p, answer.denied, now, random);
}

export function denied(p: Publication, reason: Denied, now: number, random: number): Publication {
  if (reason === 'unavailable') {
    return retryLater(
      p,
      { reason: 'tiktok_down', technical: 'No access token could be had for the moment.', at: now },
      now,
      random,
    );
  }
  const why: Why = {
    reason: reason === 'permission_missing' ? 'permission_missing' : 'reconnect_needed',
    technical: reason,
    at: now,
  };
  return hold(p, why, now);
}
