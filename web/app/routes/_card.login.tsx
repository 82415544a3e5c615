import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';
import { Form, Link, useActionData, useNavigation, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { startSession } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { useNow } from '../lib/clock.ts';
import { ownPath, text } from '../lib/door.server.ts';
import { span } from '../lib/format.ts';
import { sentForFile } from '../lib/guard.server.ts';
import { FOREIGN_FILE, HOME } from '../lib/places.ts';
import { keepSession } from '../lib/session.server.ts';

export const meta: MetaFunction = () => [{ title: 'Sign in · TikTimer' }];

export function loader({ context, request }: LoaderFunctionArgs) {
  // Another page may have handed a file over and sent its owner here to sign in: it is not taken with them (routes/posts.new.tsx).
  if (sentForFile(request)) throw redirect(FOREIGN_FILE);
  if (context.signedIn) throw redirect(ownPath(new URL(request.url).searchParams.get('next'), HOME));
  return null;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const login = text(form, 'login').trim();
  const password = text(form, 'password');
  if (!login || !password) return refuse(login, 'Enter your email or username, and your password.', 422);
  try {
    const { token, expiresAt } = await startSession(context.api, { login, password });
    return redirect(ownPath(form.get('next'), HOME), { headers: await keepSession(token, expiresAt) });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { code, detail, status } = error.body;
    if (code === 'limit_reached') return tooMany(login, error.retryAfterSeconds ?? 60);
    // Never which of the two, and the same words for a name that does not exist (security.md 7).
    if (status < 500) return refuse(login, 'Email or password is not right.', 401);
    return refuse(login, detail, status);
  }
}

const refuse = (login: string, error: string, status: number) =>
  data({ login, error, openAt: null }, { status });

/** Not before a certain instant, so that the page can count down to it. */
const tooMany = (login: string, seconds: number) =>
  data(
    { login, error: null, openAt: Date.now() + seconds * 1000 },
    { status: 429, headers: { 'retry-after': String(seconds) } },
  );

export default function Login() {
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const waitMs = Math.max(0, (answer?.openAt ?? 0) - useNow());
  useEffect(() => {
    if (answer?.error || answer?.openAt) form.current?.querySelector<HTMLInputElement>('#password')?.focus();
  }, [answer]);
  return (
    <>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        Welcome back
      </h1>
      {search.get('password') === 'new' && !answer && (
        <p role="status" className="mt-4 rounded-lg bg-good-tint px-4 py-3">
          Your new password is set. You were signed out everywhere; sign in with it.
        </p>
      )}
      <Form ref={form} method="post" noValidate className="mt-6 flex flex-col gap-4">
        <input type="hidden" name="next" value={search.get('next') ?? ''} />
        <TextField
          label="Email or username"
          name="login"
          defaultValue={answer?.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          error={
            waitMs > 0 ? `Too many tries. Try again in ${span(waitMs + 999)}.` : (answer?.error ?? undefined)
          }
          aside={
            <Link to="/forgot-password" className="link thumb z-[1] text-sm">
              Forgot it?
            </Link>
          }
        />
        <Button
          variant="primary"
          size="lg"
          pending={busy}
          disabledReason={waitMs > 0 ? 'Too many tries; wait for the countdown.' : undefined}
        >
          Sign in
        </Button>
      </Form>
      <p className="mt-6 text-center text-soft">
        New here?{' '}
        <Link to="/signup" className="link">
          Create an account
        </Link>
      </p>
    </>
  );
}
