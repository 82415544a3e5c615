import { createCookie } from '@remix-run/cloudflare';
import type { Theme } from './theme.ts';
import { THEMES } from './theme.ts';

const A_YEAR_S = 365 * 86_400;
/** Only there once somebody chose light or dark (legal/cookies.md says so). */
const cookie = createCookie('__Host-tiktimer-theme', {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
});

export const themeOf = (value: unknown): Theme => THEMES.find((theme) => theme === value) ?? 'system';

export const readTheme = async (request: Request): Promise<Theme> =>
  themeOf(await cookie.parse(request.headers.get('cookie')));

/** "System" needs no cookie, so it takes the old one away. */
export const keepTheme = async (theme: Theme) => ({
  'set-cookie': await cookie.serialize(theme, { maxAge: theme === 'system' ? 0 : A_YEAR_S }),
});
