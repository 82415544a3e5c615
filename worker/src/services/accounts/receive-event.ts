import { findPostOfPublication, lastConnectedAt } from '../../db/accounts.ts';
import { keepEvent } from '../../db/webhook-events.ts';
import type { Deps } from '../../deps.ts';
import { unauthenticated } from '../../domain/errors.ts';
import type { TikTokEvent } from '../../tiktok/webhook.ts';
import { isSignedByTikTok, readEvent } from '../../tiktok/webhook.ts';
import { sha256Hex } from '../identity/secret-token.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'settings' | 'account' | 'publisher' | 'log'>;

/**
 * Takes in what TikTok sends: verified over the raw bytes, kept once, then followed as a hint. Returns what is left to do
 * after the answer, which is to be fast. An old `t` with a valid signature counts: TikTok repeats for 72 hours.
 */
export async function receiveEvent(
  deps: Needs,
  input: { signature: string | undefined; body: Uint8Array<ArrayBuffer> },
): Promise<() => Promise<void>> {
  const nothing = async () => {};
  const { settings, log } = deps;
  if (!(await isSignedByTikTok(input.signature, input.body, settings.TIKTOK_CLIENT_SECRET)))
    throw unauthenticated('The signature is not right.');
  const event = readEvent(input.body);
  if (!event || event.clientKey !== settings.TIKTOK_CLIENT_KEY) {
    log.warn('webhook_not_understood', { kind: event?.kind ?? null });
    return nothing;
  }
  const { kind, openId, publishId, postId, reason, createdAt, content } = event;
  const kept = await keepEvent(deps.db, {
    hash: await sha256Hex(JSON.stringify([kind, openId, publishId, postId, reason, createdAt])),
    openId,
    publishId,
    kind,
    content: content.slice(0, 4096),
    createdAt,
    receivedAt: deps.clock.now(),
  });
  return kept ? () => follow(deps, event) : nothing;
}

async function follow(deps: Needs, event: TikTokEvent): Promise<void> {
  try {
    if (event.kind === 'authorization.removed') await endAccess(deps, event);
    else if (event.kind.startsWith('post.publish.')) await pokePost(deps, event);
  } catch (error) {
    // A hint that gets lost is made up for: posts are polled, dead tokens are noticed at their next use.
    deps.log.warn('webhook_not_followed', { kind: event.kind, error });
  }
}

/** Seconds in TikTok's stamp, and clocks that differ a little. */
const STAMP_SLACK_MS = 5_000;

/** Late news of a connection that was made anew since, our own revocation among them, end nothing. */
async function endAccess(deps: Needs, { openId, createdAt, reason }: TikTokEvent): Promise<void> {
  const connectedAt = await lastConnectedAt(deps.db, openId);
  if (connectedAt === null || createdAt + STAMP_SLACK_MS < connectedAt) return;
  await deps.account(openId).accessLost(`authorization.removed ${reason ?? ''}`.trim());
}

async function pokePost(deps: Needs, { openId, publishId }: TikTokEvent): Promise<void> {
  const post = publishId && (await findPostOfPublication(deps.db, openId, publishId));
  if (post) await deps.publisher(post.id).poke(post.id);
}
