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
      <footer className="flex flex-wrap items-center justify-center gap-x-4 pb-6 text-muted text-sm">
        <nav aria-label="About" className="flex gap-x-4">
          <FooterLink to="/terms">Terms</FooterLink>
          <FooterLink to="/privacy">Privacy</FooterLink>
        </nav>
        <span>TikTimer is not affiliated with TikTok.</span>
      </footer>
    </div>
  );
}

function FooterLink({ to, children }: { to: string; children: string }) {
  return (
    <Link
      to={to}
      className="inline-flex min-h-11 min-w-11 items-center justify-center no-underline hover:text-ink hover:underline md:min-h-8"
    >
      {children}
    </Link>
  );
}

export const ErrorBoundary = ErrorPage;
