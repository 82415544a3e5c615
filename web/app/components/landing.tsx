import { LinkButton } from './button.tsx';
import { Dial } from './dial.tsx';
import { CalendarExample } from './landing-calendar.tsx';
import { ReceiptExample, WarningExamples } from './landing-examples.tsx';
import { PROMISES, QUESTIONS } from './landing-words.ts';
import { Logo } from './logo.tsx';
import { PublicFooter } from './public-footer.tsx';

const PARTS = [
  { id: 'promises', name: 'How it works' },
  { id: 'receipt', name: 'The receipt' },
  { id: 'questions', name: 'Questions' },
  { id: 'self-host', name: 'Self-host' },
];
const WIDE = 'mx-auto max-w-[1080px] px-6';
const HEADING = 'text-[2rem] leading-[2.375rem] tracking-display md:text-3xl md:leading-[2.75rem]';

/** The front page: two promises in five seconds, and how they are kept. No figure stands here that was not measured. */
export function Landing({ rehearsal, sourceUrl }: { rehearsal: boolean; sourceUrl: string | null }) {
  return (
    <>
      <header className={`${WIDE} flex items-center gap-2 py-6`}>
        <Logo />
        <nav aria-label="On this page" className="ml-6 flex flex-1 gap-1 max-lg:hidden">
          {PARTS.map(({ id, name }) => (
            <a
              key={id}
              href={`#${id}`}
              className="inline-flex h-9 items-center rounded-md px-2.5 font-medium text-soft no-underline hover:bg-sunken hover:text-ink"
            >
              {name}
            </a>
          ))}
        </nav>
        <LinkButton to="/login" variant="quiet" className="ml-auto">
          Sign in
        </LinkButton>
        <LinkButton to="/signup" className="max-md:hidden">
          Create account
        </LinkButton>
      </header>
      <main id="content">
        <Hero rehearsal={rehearsal} />
        <div className="dial-edge" aria-hidden="true" />
        <section aria-labelledby="promises" className={`${WIDE} pt-20 pb-24`}>
          <h2 id="promises" className={HEADING}>
            Four promises
          </h2>
          <div className="mt-10 grid gap-x-10 gap-y-12 md:grid-cols-2 lg:grid-cols-4">
            {PROMISES.map(({ at, title, words }) => (
              <div key={title}>
                <SmallDial at={at} />
                <h3 className="mt-5 text-lg tracking-title">{title}</h3>
                <p className="mt-2 text-soft">{words}</p>
              </div>
            ))}
          </div>
        </section>
        <section
          aria-labelledby="receipt"
          className={`${WIDE} grid items-center gap-12 pb-24 lg:grid-cols-2`}
        >
          <div>
            <h2 id="receipt" className={HEADING}>
              You get a receipt, not a shrug
            </h2>
            <p className="mt-4 max-w-[30rem] text-md text-soft">
              Every step of every post is stamped as it happens: when it was checked, when it was handed over,
              when it went live. If TikTok says no, you read why in plain words, with one button that fixes
              it.
            </p>
          </div>
          <ReceiptExample />
        </section>
        <section aria-labelledby="month" className="bg-sunken py-20">
          <div className={WIDE}>
            <h2 id="month" className={HEADING}>
              A month you can move around
            </h2>
            <p className="mt-4 max-w-[34rem] text-md text-soft">
              Drag a post to another day and it keeps its second. It works from the keyboard too, and days on
              which the clocks change say so.
            </p>
            <CalendarExample />
          </div>
        </section>
        <section aria-labelledby="warned" className={`${WIDE} py-20`}>
          <h2 id="warned" className={HEADING}>
            Warned before, not told after
          </h2>
          <p className="mt-4 max-w-[34rem] text-md text-soft">
            We look when you schedule, a day before and an hour before. What would stop a post is said while
            there is still time.
          </p>
          <WarningExamples />
        </section>
        <Questions />
        <SelfHost sourceUrl={sourceUrl} />
      </main>
      <PublicFooter />
    </>
  );
}

function Hero({ rehearsal }: { rehearsal: boolean }) {
  return (
    <section className={`${WIDE} grid items-center gap-12 pt-8 pb-20 lg:grid-cols-[1fr_400px]`}>
      <div>
        <h1
          tabIndex={-1}
          className="font-strong text-[46px] leading-[50px] tracking-[-0.04em] md:text-[72px] md:leading-[76px] md:tracking-[-0.045em]"
        >
          On the second.
          <br />
          Once.
        </h1>
        <p className="mt-6 max-w-[33rem] text-lg text-soft leading-7 md:text-[1.3125rem] md:leading-8">
          TikTimer hands your video to TikTok at the second you pick, exactly once, and shows you the receipt.
        </p>
        <div className="mt-8 flex flex-wrap gap-3 max-sm:flex-col">
          <LinkButton to="/signup" variant="primary" size="lg">
            Start scheduling
          </LinkButton>
          {rehearsal && (
            <LinkButton to="/signup" size="lg">
              Try it without TikTok
            </LinkButton>
          )}
        </div>
        <p className="mt-5 text-muted text-sm">
          {rehearsal
            ? 'This one is a rehearsal: posts go to a built-in simulator, so you can try all of it without TikTok.'
            : 'Open source. No card, no trackers.'}
        </p>
      </div>
      <div className="grid justify-items-center">
        <Dial hour={18} minute={0} second={0} label="A clock standing at 18:00:00" size={400} index />
      </div>
    </section>
  );
}

function Questions() {
  return (
    <section
      aria-labelledby="questions"
      className={`${WIDE} grid gap-x-16 gap-y-6 pb-20 lg:grid-cols-[300px_1fr]`}
    >
      <h2 id="questions" className={HEADING}>
        Questions
      </h2>
      <div className="border-line border-t">
        {QUESTIONS.map(({ asked, answer }) => (
          <details key={asked} className="group border-line border-b">
            <summary className="flex min-h-14 list-none items-center gap-4 py-3 font-medium text-md">
              <span className="flex-1">{asked}</span>
              <span aria-hidden="true" className="text-muted text-xl group-open:rotate-45">
                +
              </span>
            </summary>
            <p className="max-w-[38rem] pb-5 text-md text-soft">{answer}</p>
          </details>
        ))}
      </div>
    </section>
  );
}

function SelfHost({ sourceUrl }: { sourceUrl: string | null }) {
  return (
    <section aria-labelledby="self-host" className={`${WIDE} pb-20`}>
      <div className="grid items-center gap-8 rounded-xl border border-line bg-surface p-6 md:p-10 lg:grid-cols-2">
        <div>
          <h2 id="self-host" className={HEADING}>
            Run your own
          </h2>
          <p className="mt-4 text-md text-soft">
            TikTimer is open source under the MIT licence. On your machine it starts with a simulated TikTok,
            so nothing has to be configured and nothing is posted; on Cloudflare it runs without a server to
            keep alive.
          </p>
          {sourceUrl && (
            <p className="mt-5">
              <LinkButton to={sourceUrl}>Read the source</LinkButton>
            </p>
          )}
        </div>
        <pre className="overflow-x-auto rounded-lg bg-sunken p-5 font-mono text-sm leading-6">
          <code>{'npm ci\nnpm start'}</code>
        </pre>
      </div>
      <div className="mt-16 flex flex-wrap items-center gap-4">
        <h2 className={`${HEADING} flex-1`}>Pick a second.</h2>
        <LinkButton to="/signup" variant="primary" size="lg">
          Start scheduling
        </LinkButton>
      </div>
    </section>
  );
}

function SmallDial({ at }: { at: number }) {
  return (
    <svg width="46" height="46" viewBox="-50 -50 100 100" aria-hidden="true">
      {Array.from({ length: 12 }, (_, hour) => hour * 30).map((angle) => (
        <rect
          key={angle}
          x="-2"
          y="-46"
          width="4"
          height="10"
          rx="1"
          transform={`rotate(${angle})`}
          className="fill-ink"
        />
      ))}
      <g transform={`rotate(${at * 6})`} className="fill-hand">
        <rect x="-1.8" y="-30" width="3.6" height="42" rx="1" />
        <circle r="5" />
      </g>
    </svg>
  );
}
