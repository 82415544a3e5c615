/** Where a page ended, as an opaque word: signed, so that it can only come from us, for this workspace and this order. */
import type * as z from 'zod';
import type { Actor } from '../../app-env.ts';
import type { Deps } from '../../deps.ts';
import { invalid } from '../../domain/errors.ts';

const SIGNATURE_BYTES = 12;
type Needs = Pick<Deps, 'settings'>;

/** `list` names the list and its order. */
export async function sealCursor(deps: Needs, actor: Actor, list: string, place: object): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(place));
  const bytes = new Uint8Array([...(await sign(deps, actor, list, text)), ...text]);
  return toWord(bytes);
}

/** The place in a cursor of ours; anything else is `invalid`. */
export async function openCursor<Place extends z.ZodType>(
  deps: Needs,
  actor: Actor,
  list: string,
  { cursor, place }: { cursor: string; place: Place },
): Promise<z.infer<Place>> {
  const refused = invalid('cursor: take it from the last page as it is, with the same order.');
  const bytes = fromWord(cursor);
  if (!bytes || bytes.length <= SIGNATURE_BYTES) throw refused;
  const text = bytes.subarray(SIGNATURE_BYTES);
  const right = await sign(deps, actor, list, text);
  // No secret hangs on the time of this comparison: who forges a cursor gets to see their own posts.
  if (right.some((byte, at) => byte !== bytes[at])) throw refused;
  return place.parse(JSON.parse(new TextDecoder().decode(text)));
}

async function sign(deps: Needs, actor: Actor, list: string, text: Uint8Array): Promise<Uint8Array> {
  const utf8 = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const secret = utf8.encode(`tiktimer cursor 1\n${deps.settings.SESSION_SECRET}`);
  const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
  const scope = utf8.encode(`${actor.workspaceId}\n${list}\n`);
  const signature = await crypto.subtle.sign('HMAC', key, new Uint8Array([...scope, ...text]));
  return new Uint8Array(signature).subarray(0, SIGNATURE_BYTES);
}

const toWord = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** Undefined unless it is written the one way we write it. */
function fromWord(word: string): Uint8Array | undefined {
  if (!/^[\w-]+$/.test(word) || word.length % 4 === 1) return undefined;
  const binary = atob(word.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return toWord(bytes) === word ? bytes : undefined;
}
