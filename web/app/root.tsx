import latin from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url';
import type { LinksFunction, MetaFunction } from '@remix-run/cloudflare';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useLocation,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import styles from './app.css?url';
import { ErrorPage } from './components/error-page.tsx';
import { ToastProvider } from './components/toast.tsx';
import { setClock } from './lib/clock.ts';
import { useNonce } from './lib/nonce.ts';

export const links: LinksFunction = () => [
  { rel: 'preload', href: latin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = () => [{ title: 'TikTimer' }];

/** The server's clock at the moment the page was drawn; the browser's own may be minutes off. */
export const loader = () => ({ now: Date.now() });
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const drawn = useRouteLoaderData<typeof loader>('root');
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f5f3ee" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1114" />
        <Meta />
        <Links />
      </head>
      <body>
        <a
          href="#content"
          className="sr-only z-30 rounded-md bg-primary px-4 py-3 text-on-primary focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to content
        </a>
        <ToastProvider>{children}</ToastProvider>
        {drawn && <FocusHeading />}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** After a navigation the focus goes to the new page's heading, so that readers hear where they are. */
function FocusHeading() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}

export default function App() {
  const { now } = useLoaderData<typeof loader>();
  useEffect(() => setClock(now), [now]);
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
