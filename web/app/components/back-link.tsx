import { Link } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';

/** From one thing back to the list it is in. */
export const BackLink = ({ to, children }: { to: string; children: string }) => (
  <Link
    to={to}
    className="inline-flex min-h-11 items-center gap-2 font-medium text-soft no-underline md:min-h-9"
  >
    <ArrowLeft size={17} strokeWidth={1.75} aria-hidden />
    {children}
  </Link>
);
