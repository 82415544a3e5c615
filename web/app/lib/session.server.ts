import { createCookie } from '@remix-run/cloudflare';

/** The one cookie: the API's session token. No script can read it, and no other site's form brings it along (security.md 10). */
const cookie = createCookie('__Host-tiktimer', {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
});

export async function readSession(request: Request): Promise<string | undefined> {
  const token: unknown = await cookie.parse(request.headers.get('cookie'));
  return typeof token === 'string' && token !== '' ? token : undefined;
}

export const keepSession = async (token: string, expiresAt: string) => ({
  'set-cookie': await cookie.serialize(token, { expires: new Date(expiresAt) }),
});

export const dropSession = async () => ({ 'set-cookie': await cookie.serialize('', { maxAge: 0 }) });
