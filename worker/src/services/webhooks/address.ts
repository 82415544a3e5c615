import type { Deps } from '../../deps.ts';
import { invalid } from '../../domain/errors.ts';
import { isPublicAddress } from '../../domain/public-address.ts';
import type { Around } from '../../domain/webhook-address.ts';
import { whyNotThere } from '../../domain/webhook-address.ts';
import { isLocalWork } from '../../env.ts';

type Needs = Pick<Deps, 'settings' | 'outbound'>;

const around = ({ settings }: Pick<Deps, 'settings'>): Around => ({
  own: [settings.APP_URL, settings.API_URL],
  local: isLocalWork(settings),
});

/** The address as it will be asked, or `invalid` with a sentence. What its name stands for is looked up at each send. */
export function assertAddress(deps: Pick<Deps, 'settings'>, address: string): string {
  const why = whyNotThere(address, around(deps));
  if (why) throw invalid(`url: ${why}`, [{ path: 'url', message: why }]);
  return new URL(address).href;
}

/**
 * Before each send: the spelling again, since rules and our own names may have changed, and what the name stands for now.
 * A single address that is not public refuses them all.
 */
export async function whyNotNow(
  deps: Needs,
  address: string,
): Promise<'address_refused' | 'name_not_found' | 'no_answer' | null> {
  if (whyNotThere(address, around(deps))) return 'address_refused';
  const url = new URL(address);
  if (url.protocol === 'http:') return null; // this machine, while working on it
  try {
    const addresses = await deps.outbound.addressesOf(url.hostname);
    if (addresses.length === 0) return 'name_not_found';
    return addresses.every(isPublicAddress) ? null : 'address_refused';
  } catch {
    return 'no_answer'; // who can't look sends nothing, and tries again later
  }
}
