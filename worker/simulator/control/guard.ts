import type { Context, MiddlewareHandler } from 'hono';
import type { SimulatorEnv } from '../env.ts';

/**
 * Locally the control API is open. A deployed simulator wants CONTROL_KEY, as a bearer token from scripts or as the
 * password of the browser's own dialog; without the variable it stays shut.
 */
export const guardControl: MiddlewareHandler<{ Bindings: SimulatorEnv }> = async (c, next) => {
  const key = c.env.CONTROL_KEY;
  if (!key && isLocal(c)) return next();
  if (key && given(c.req.header('authorization')) === key) return next();
  const headers = { 'www-authenticate': 'Basic realm="TikTok simulator"' };
  return c.text('The control API needs CONTROL_KEY.', 401, headers);
};

/** Plain http alone proves nothing (workers.dev answers it too), but Cloudflare stamps all that passes its edge. */
const isLocal = (c: Context) => new URL(c.req.url).protocol === 'http:' && !c.req.header('cf-ray');

function given(header = ''): string | undefined {
  const [scheme, value = ''] = header.split(' ');
  if (scheme === 'Bearer') return value;
  return scheme === 'Basic' ? atob(value).split(':').slice(1).join(':') : undefined;
}
