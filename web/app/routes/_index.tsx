import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { LinkButton } from '../components/button.tsx';
import { Dial } from '../components/dial.tsx';
import { Logo } from '../components/logo.tsx';
import { getInstance } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';

export const meta: MetaFunction = () => [
  { title: 'TikTimer: on the second, once' },
  {
    name: 'description',
    content:
      'TikTimer hands your video to TikTok at the second you pick, exactly once, and shows you the receipt.',
  },
];

export async function loader({ context }: LoaderFunctionArgs) {
  if (context.signedIn) throw redirect('/posts');
  try {
    return await getInstance(context.api);
  } catch (error) {
    // The page has nothing else to load, and it stands without the API too.
    if (error instanceof ApiProblem) return { rehearsal: false, simulatorUrl: null };
    throw error;
  }
}

const PROMISES = [
  {
    at: 0,
    title: 'On the second',
    words:
      'All but the last bytes are at TikTok before your time; the last ones leave at your second, whether the file has 5 MB or 4 GB.',
  },
  {
    at: 15,
    title: 'Once',
    words:
      'Never twice, and never lost in silence. If the line drops, we ask TikTok before we send another byte.',
  },
  {
    at: 30,
    title: 'Warned before',
    words:
      'Checked when you schedule, a day before and an hour before, while there is still time to mend it.',
  },
  {
    at: 45,
    title: 'Nobody else’s business',
    words:
      'Your TikTok keys are encrypted and never reach a browser. No trackers here, and no third-party requests.',
  },
];

export default function Landing() {
  const { rehearsal } = useLoaderData<typeof loader>();
  return (
    <>
      <header className="mx-auto flex max-w-[1080px] items-center gap-2 px-6 py-6">
        <span className="flex-1">
          <Logo />
        </span>
        <LinkButton to="/login" variant="quiet">
          Sign in
        </LinkButton>
        <LinkButton to="/signup" className="max-md:hidden">
          Create account
        </LinkButton>
      </header>
      <main id="content">
        <section className="mx-auto grid max-w-[1080px] items-center gap-12 px-6 pt-8 pb-20 lg:grid-cols-[1fr_400px]">
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
              TikTimer hands your video to TikTok at the second you pick, exactly once, and shows you the
              receipt.
            </p>
            <div className="mt-8 flex flex-wrap gap-3 max-sm:flex-col">
              <LinkButton to="/signup" variant="primary" size="lg">
                Start scheduling
              </LinkButton>
              <LinkButton to="/login" size="lg">
                Sign in
              </LinkButton>
            </div>
            <p className="mt-5 text-muted text-sm">
              {rehearsal
                ? 'This one is a rehearsal: posts go to a built-in simulator, so you can try all of it without TikTok.'
                : 'Open source. No card, no trackers.'}
            </p>
          </div>
          <div className="grid justify-items-center">
            <Dial hour={18} minute={0} second={0} label="A clock standing at 18:00:00" size={400} />
          </div>
        </section>
        <div className="dial-edge" aria-hidden="true" />
        <section aria-labelledby="promises" className="mx-auto max-w-[1080px] px-6 pt-20 pb-24">
          <h2 id="promises" className="text-3xl tracking-display">
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
      </main>
      <footer className="mx-auto flex max-w-[1080px] flex-wrap gap-x-6 gap-y-2 border-line border-t px-6 py-8 text-muted text-sm">
        <Link to="/login" className="text-soft">
          Sign in
        </Link>
        <Link to="/signup" className="text-soft">
          Create account
        </Link>
        <span className="md:ml-auto">TikTimer is not affiliated with TikTok.</span>
      </footer>
    </>
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
