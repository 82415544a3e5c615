import type { Context } from 'hono';
import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';

/** Everything from our own origin. The pictures are in Swagger UI's stylesheet; React sets styles by script, some as attributes. */
const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SCRIPT = 'text/javascript; charset=utf-8';
const FILES: Record<string, string | undefined> = {
  'docs.js': SCRIPT,
  'swagger-ui-bundle.js': SCRIPT,
  'swagger-ui.css': 'text/css; charset=utf-8',
};

/** Pages for people to read and try the document. The files lie in worker/public and node_modules/swagger-ui-dist. */
export const docs = new Hono<AppEnv>()
  .get('/docs', (c) => page(c))
  .get('/redoc', (c) => page(c))
  .get('/docs/:file', async (c) => {
    const name = c.req.param('file');
    const type = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (!type) return c.notFound();
    return asset(c, name, { 'content-type': type, 'cache-control': 'public, max-age=3600' });
  });

const page = (c: Context<AppEnv>) =>
  asset(c, 'docs.html', { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_CSP });

async function asset(c: Context<AppEnv>, name: string, headers: Record<string, string>) {
  const found = await c.env.ASSETS.fetch(new URL(`/${name}`, c.req.url));
  return found.ok ? c.newResponse(found.body, 200, headers) : c.notFound();
}
