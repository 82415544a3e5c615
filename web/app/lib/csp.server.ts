import type { AppLoadContext } from '@remix-run/cloudflare';

/**
 * The Content-Security-Policy of a page (security.md 13). Scripts only with this answer's nonce, styles only from our
 * files. The API's origin takes parts of uploads and serves videos; forms may lead on to TikTok's consent page.
 */
export function contentSecurityPolicy({ nonce, origins }: Pick<AppLoadContext, 'nonce' | 'origins'>): string {
  const dev = import.meta.env.DEV;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "font-src 'self'",
    `img-src 'self' data: blob: ${origins.api}`,
    `media-src 'self' blob: ${origins.api}`,
    // Not every browser takes 'self' for a socket's address too.
    `connect-src 'self' ${origins.socket} ${origins.api}${dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${origins.tiktok}`,
  ].join('; ');
}
