import { Link } from '@remix-run/react';

/** Where the mail is that somebody waits for: in development it never leaves the machine. */
export function OutboxLink({ outbox }: { outbox: boolean }) {
  if (!outbox) return null;
  return (
    <p className="mt-3 text-muted text-sm">
      This instance sends no mail.{' '}
      <Link to="/outbox" className="link">
        Read it here
      </Link>
    </p>
  );
}
