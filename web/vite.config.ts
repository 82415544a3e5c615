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

/** All flags of Remix v3 are on but one, so that the way to React Router 7 stays mechanical. */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    icons(),
    cloudflareDevProxyVitePlugin({ getLoadContext }),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        // The whole map of routes has 3 KB; asking for it bit by bit is a request and an observer on every page.
        v3_lazyRouteDiscovery: false,
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
    // What Tailwind 4 needs in any case: nothing is rewritten for browsers that could not draw the page.
    target: ['chrome111', 'firefox128', 'safari16.4'],
    minify: true,
    // A part that comes later needs little that is not there yet; looking through the page for it cost more than it saved.
    modulePreload: false,
    ...(!isSsrBuild && { rollupOptions: { output: { manualChunks: chunkOf() } } }),
  },
}));
