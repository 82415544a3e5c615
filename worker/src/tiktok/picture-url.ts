import type { Settings } from '../env.ts';
import { isRehearsal } from '../env.ts';

/**
 * TikTok's own picture hosts, as answers of its API name them: p16-sign-va.tiktokcdn.com, p19-common-sign.tiktokcdn-us.com,
 * p16-common-sign.tiktokcdn-eu.com (TikTok documents none). From any other we take nothing; the log names it.
 */
const PICTURE_HOSTS = ['.tiktokcdn.com', '.tiktokcdn-us.com', '.tiktokcdn-eu.com'];

/** Where creators' pictures may be fetched from: https on those hosts, in a rehearsal the origin that stands in for TikTok. */
export function isAllowedPictureUrl(url: string, settings: Pick<Settings, 'TIKTOK_API_URL'>): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin, username, password, port } = new URL(url);
  if (username || password) return false;
  if (isRehearsal(settings)) return origin === new URL(settings.TIKTOK_API_URL).origin;
  return protocol === 'https:' && port === '' && PICTURE_HOSTS.some((suffix) => hostname.endsWith(suffix));
}
