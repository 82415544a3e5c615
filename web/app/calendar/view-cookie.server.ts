import { createCookie } from '@remix-run/cloudflare';
import type { View } from './days.ts';
import { VIEWS } from './days.ts';

/** The view this device showed last, so that the server draws the right one at once. It says nothing of who looks. */
const cookie = createCookie('tiktimer-calendar', {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/calendar',
  maxAge: 365 * 24 * 60 * 60,
});

/** The remembered view; else the list on a phone and the month anywhere else (ui.md 3.5). */
export async function rememberedView(request: Request): Promise<View> {
  const kept: unknown = await cookie.parse(request.headers.get('cookie'));
  const phone =
    request.headers.get('sec-ch-ua-mobile') === '?1' ||
    /\bMobi/.test(request.headers.get('user-agent') ?? '');
  return VIEWS.find((view) => view === kept) ?? (phone ? 'list' : 'month');
}

/** Headers that remember the view, when the address names one. */
export async function keepView(request: Request): Promise<Record<string, string>> {
  const chosen = VIEWS.find((view) => view === new URL(request.url).searchParams.get('view'));
  return chosen ? { 'set-cookie': await cookie.serialize(chosen) } : {};
}
