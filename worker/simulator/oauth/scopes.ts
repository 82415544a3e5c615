/** What this simulator's app is approved for (tiktok-api.md 1.8). */
export const SCOPES = {
  'user.info.basic': 'Read your profile: name and picture',
  'user.info.profile': 'Read your handle and profile text',
  'user.info.stats': 'Read your counts of followers, likes and videos',
  'video.list': 'Read your public videos',
  'video.publish': 'Post content to your account',
  'video.upload': 'Put drafts into your inbox',
} as const;

/** Always granted with Login Kit (tiktok-api.md 1.8). */
export const BASIC_SCOPE = 'user.info.basic';

/** Commas only: a list with spaces is one unknown scope (tiktok-api.md 1.1). */
export function parseScopes(text: string): string[] | undefined {
  const scopes = text.split(',');
  return scopes.every((scope) => Object.hasOwn(SCOPES, scope)) ? [...new Set(scopes)] : undefined;
}
