/** Where somebody's posts are seen on TikTok. */
export const profileOf = (username: string) => `https://www.tiktok.com/@${encodeURIComponent(username)}`;
