import { Link } from '@remix-run/react';
import { date } from '../lib/format.ts';
import type { LegalPage as Legal } from '../lib/legal-text.server.ts';
import { Logo } from './logo.tsx';
import { PublicFooter } from './public-footer.tsx';

/** A legal text at reading width, with its contents, the day it last changed, and each section's plain words on top. */
export function LegalPage({ title, effective, sections }: Legal) {
  return (
    <>
      <header className="mx-auto flex max-w-[1080px] items-center px-6 py-6">
        <Link to="/" className="no-underline">
          <Logo />
        </Link>
      </header>
      <main
        id="content"
        className="mx-auto max-w-[1080px] gap-x-16 px-6 pt-6 pb-20 lg:grid lg:grid-cols-[220px_minmax(0,42rem)]"
      >
        <div className="lg:col-start-2">
          <h1 tabIndex={-1} className="text-3xl tracking-display">
            {title}
          </h1>
          <p className="mt-2 text-muted">
            Last changed <time dateTime={effective}>{date(effective, 'UTC')}</time>
          </p>
        </div>
        <nav
          aria-label="Contents"
          className="max-lg:mt-6 lg:sticky lg:top-8 lg:col-start-1 lg:row-start-2 lg:mt-11 lg:self-start"
        >
          <h2 className="mb-2 font-medium text-muted text-sm">Contents</h2>
          <ol className="flex flex-col">
            {sections.map(({ id, title: name }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="inline-flex min-h-11 items-center text-soft underline decoration-line-strong underline-offset-3 hover:text-ink md:min-h-7"
                >
                  {name}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <div className="min-w-0 lg:col-start-2 lg:row-start-2">
          {sections.map(({ id, title: name, html }) => (
            <section key={id} aria-labelledby={id} className="mt-10">
              <h2 id={id} className="scroll-mt-6 text-lg tracking-title">
                {name}
              </h2>
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own files, made into HTML on the server */}
              <div className="prose mt-3" dangerouslySetInnerHTML={{ __html: html }} />
            </section>
          ))}
        </div>
      </main>
      <PublicFooter />
    </>
  );
}
