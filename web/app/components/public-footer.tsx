import { Link } from '@remix-run/react';

const LINKS = [
  { to: '/terms', name: 'Terms' },
  { to: '/privacy', name: 'Privacy' },
  { to: '/cookies', name: 'Cookies' },
  { to: '/login', name: 'Sign in' },
];

/** The end of every page outside the door. */
export function PublicFooter() {
  return (
    <footer className="mx-auto flex max-w-[1080px] flex-wrap items-center gap-x-6 gap-y-1 border-line border-t px-6 py-8 text-muted text-sm">
      <nav aria-label="About" className="-mx-2 flex flex-wrap gap-x-2">
        {LINKS.map(({ to, name }) => (
          <Link
            key={to}
            to={to}
            className="inline-flex min-h-11 items-center px-2 text-soft no-underline hover:text-ink hover:underline md:min-h-8"
          >
            {name}
          </Link>
        ))}
      </nav>
      <span className="md:ml-auto">TikTimer is not affiliated with TikTok.</span>
    </footer>
  );
}
