import latin from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url';
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
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
import { SessionEnded } from './components/session-ended.tsx';
import { ToastProvider } from './components/toast.tsx';
import { setClock } from './lib/clock.ts';
import { endEarlyInput, replayEarlyInput } from './lib/early-input.ts';
import { errorWords } from './lib/error-words.ts';
import { focusHeading } from './lib/focus-heading.ts';
import { useNonce } from './lib/nonce.ts';
import { readTheme } from './lib/theme.server.ts';
import type { Theme } from './lib/theme.ts';
import { useTheme } from './lib/theme.ts';

export const links: LinksFunction = () => [
  { rel: 'preload', href: latin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/icons/180.png' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

/** Pages say their own; what is no page, or broke as a whole, is named after what its error page says. */
export const meta: MetaFunction = ({ error }) => [
  { title: error === undefined ? 'TikTimer' : `${errorWords(error, true).title} · TikTimer` },
];

/** The server's clock at the moment the page was drawn (the browser's own may be minutes off), and the theme to draw it in. */
export const loader = async ({ request }: LoaderFunctionArgs) => ({
  now: Date.now(),
  theme: await readTheme(request),
});
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const drawn = useRouteLoaderData<typeof loader>('root');
  const theme = useTheme();
  return (
    <html lang="en-GB" data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <ThemeColour theme={theme} />
        <Meta />
        <Links />
      </head>
      <body ref={endEarlyInput}>
        <a
          href="#content"
          className="sr-only z-30 rounded-md bg-primary px-4 py-3 text-on-primary focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to content
        </a>
        <ToastProvider>
          {children}
          <SessionEnded />
        </ToastProvider>
        {drawn && <FocusHeading />}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** The colour of the browser's own edge: of the page, as in tokens.css. */
const PAGE = { light: '#f5f3ee', dark: '#0e1114' };

function ThemeColour({ theme }: { theme: Theme }) {
  if (theme !== 'system') return <meta name="theme-color" content={PAGE[theme]} />;
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={PAGE.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={PAGE.dark} />
    </>
  );
}

function FocusHeading() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    focusHeading();
  }, [pathname]);
  return null;
}

export default function App() {
  const { now } = useLoaderData<typeof loader>();
  useEffect(() => setClock(now), [now]);
  useEffect(() => void replayEarlyInput(), []);
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
