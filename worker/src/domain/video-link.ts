/** Where TikTok's own address of a video may stand: its site, and the short ones that its app shares. */
const SITES = ['https://www.tiktok.com', 'https://tiktok.com', 'https://m.tiktok.com'];
const SHORT_SITES = ['https://vm.tiktok.com', 'https://vt.tiktok.com'];
const VIDEO = /^\/@[\w.]{1,64}\/(video|photo)\/\d{1,32}\/?$/;
const SHARED = /^\/t\/\w{1,32}\/?$/;
const SHORT = /^\/\w{1,32}\/?$/;

/**
 * The address of a post on TikTok as its creator copied it, without what follows it there; null when it is none.
 * `watchedAt`: where posts of this instance are watched, which is another place in a rehearsal.
 */
export function videoLink(text: string, watchedAt: string): string | null {
  const typed = text.trim();
  const address = /^https?:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address)) return null;
  const { origin, pathname, username, password } = new URL(address);
  if (username !== '' || password !== '') return null;
  const isVideo = VIDEO.test(pathname);
  if (SITES.includes(origin)) {
    const known = isVideo || SHARED.test(pathname);
    return known ? `https://www.tiktok.com${pathname.replace(/\/$/, '')}` : null;
  }
  if (SHORT_SITES.includes(origin)) return SHORT.test(pathname) ? origin + pathname : null;
  return isVideo && origin === new URL(watchedAt).origin ? origin + pathname.replace(/\/$/, '') : null;
}
