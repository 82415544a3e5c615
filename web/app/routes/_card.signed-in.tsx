import type { MetaFunction } from '@remix-run/cloudflare';
import { Link } from '@remix-run/react';
import { HOME } from '../lib/places.ts';

export const meta: MetaFunction = () => [{ title: 'Signed in · TikTimer' }];

/** Where a tab ends that was opened to sign in again for a page beside it. */
export default function SignedIn() {
  return (
    <>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        You are signed in
      </h1>
      <p className="mt-3 text-md text-soft">
        The page you came from goes on by itself. You can close this one.
      </p>
      <p className="mt-6">
        <Link to={HOME} className="link thumb">
          Go to TikTimer
        </Link>
      </p>
    </>
  );
}
