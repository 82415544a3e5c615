import { cloudflareDevProxyVitePlugin, vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { getLoadContext } from './load-context.ts';
import { chunkOf } from './vite/chunks.ts';
import { icons } from './vite/icons.ts';

declare module '@remix-run/cloudflare' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** All flags of Remix v3 are on, so that the way to React Router 7 stays mechanical. */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    icons(),
    cloudflareDevProxyVitePlugin({ getLoadContext }),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
    tailwindcss(),
  ],
  // The server half runs in workerd; without these conditions Vite picks Node's builds.
  ssr: { resolve: { conditions: ['workerd', 'worker', 'browser'] } },
  resolve: { mainFields: ['browser', 'module', 'main'] },
  build: {
    minify: true,
    ...(!isSsrBuild && { rollupOptions: { output: { manualChunks: chunkOf() } } }),
  },
}));
