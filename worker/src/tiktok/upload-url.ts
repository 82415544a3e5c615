import type { Settings } from '../env.ts';

/** Where we may send bytes: https on TikTok's own hosts, or the origin that stands in for TikTok (tiktok-api.md 3.1, design 11). */
export function isAllowedUploadUrl(url: string, settings: Pick<Settings, 'TIKTOK_API_URL'>): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin, username, password, port } = new URL(url);
  if (username || password) return false;
  if (origin === new URL(settings.TIKTOK_API_URL).origin) return true;
  return protocol === 'https:' && port === '' && hostname.endsWith('.tiktokapis.com');
}
