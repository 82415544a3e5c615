import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { data } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import type { OutboxMail } from '@tiktimer/worker/contract';
import type * as z from 'zod';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorPage } from '../components/error-page.tsx';
import { Logo } from '../components/logo.tsx';
import { readOutbox } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { useNow } from '../lib/clock.ts';
import { troubleOf } from '../lib/door.server.ts';
import { relative } from '../lib/format.ts';

export const meta: MetaFunction = () => [
  { title: 'Outbox · TikTimer' },
  { name: 'robots', content: 'noindex' },
];

/** What an instance on one's own machine would have mailed. Anywhere else there is no such page. */
export async function loader({ context }: LoaderFunctionArgs) {
  try {
    return { mails: await readOutbox(context.api) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    throw data(troubleOf(error), { status: error.body.status });
  }
}

type Mail = z.infer<typeof OutboxMail>;

export default function Outbox() {
  const { mails } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto max-w-2xl px-5 py-10">
      <header>
        <Link to="/" className="no-underline">
          <Logo size={30} />
        </Link>
      </header>
      <main id="content" className="mt-8">
        <h1 tabIndex={-1} className="text-2xl tracking-display">
          Outbox
        </h1>
        <p className="mt-2 mb-6 text-soft">
          This instance runs on your own machine and sends no mail. What it would have sent stands here for
          seven days.
        </p>
        {mails.length === 0 ? (
          <EmptyState title="No mail yet.">It comes when somebody signs up or forgets a password.</EmptyState>
        ) : (
          <ol className="grid gap-4">
            {mails.map((mail) => (
              <Letter key={mail.id} mail={mail} />
            ))}
          </ol>
        )}
      </main>
    </div>
  );
}

function Letter({ mail }: { mail: Mail }) {
  const now = useNow();
  return (
    <li className="rounded-lg border border-line bg-surface p-5 shadow-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-md">{mail.subject}</h2>
        <time dateTime={mail.createdAt} className="text-muted text-sm">
          {relative(mail.createdAt, now)}
        </time>
      </div>
      <p className="break-words text-muted text-sm">To {mail.to}</p>
      <p className="mt-3 whitespace-pre-line">{mail.text}</p>
      {mail.actionUrl && (
        <p className="mt-4">
          <a href={mail.actionUrl} className="link thumb">
            {mail.action}
          </a>
        </p>
      )}
    </li>
  );
}

export const ErrorBoundary = ErrorPage;
