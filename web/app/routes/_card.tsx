import { Link, Outlet } from '@remix-run/react';
import { ErrorPage } from '../components/error-page.tsx';
import { Logo } from '../components/logo.tsx';

/** Sign up and sign in: one column under the logo. */
export default function Card() {
  return (
    <div className="mx-auto flex min-h-svh max-w-[400px] flex-col px-5">
      <div className="my-auto py-10">
        <header>
          <Link to="/" className="no-underline">
            <Logo size={34} />
          </Link>
        </header>
        <main id="content" className="mt-6 [&_.field]:min-h-11 [&_.field]:text-md">
          <Outlet />
        </main>
      </div>
      <footer className="pb-8 text-center text-muted text-sm">TikTimer is not affiliated with TikTok.</footer>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
