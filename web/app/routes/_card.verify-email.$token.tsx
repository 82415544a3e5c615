import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { data } from '@remix-run/cloudflare';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { Button, LinkButton } from '../components/button.tsx';
import { checkConfirmation, confirmEmail } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { HOME } from '../lib/places.ts';

export const meta: MetaFunction = () => [{ title: 'Confirm your address · TikTimer' }];

/** Looking confirms nothing: programs that read mail for people open its links too. */
export const loader = ({ context, params }: LoaderFunctionArgs) =>
  attempt(() => checkConfirmation(context.api, params.token ?? ''));

export const action = ({ context, params }: ActionFunctionArgs) =>
  attempt(() => confirmEmail(context.api, params.token ?? ''));

async function attempt(ask: () => Promise<{ email: string }>) {
  try {
    return data({ email: (await ask()).email, problem: null });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.status >= 500) throw error;
    return data({ email: null, problem: error.body.detail }, { status: error.body.status });
  }
}

export default function VerifyEmail() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const problem = answer ? answer.problem : found.problem;
  if (answer?.email) return <Confirmed email={answer.email} />;
  return (
    <>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        Confirm your address
      </h1>
      {problem ? (
        <>
          <p role="status" className="mt-4 mb-6 text-md text-soft">
            {problem}
          </p>
          <LinkButton to="/settings/profile" variant="primary" size="lg">
            Go to your settings
          </LinkButton>
        </>
      ) : (
        <>
          <p className="mt-4 mb-6 break-words text-md">
            Is <b>{found.email}</b> yours? Then TikTimer may write there when a post needs you.
          </p>
          <Form method="post">
            <Button variant="primary" size="lg" pending={busy}>
              Confirm this address
            </Button>
          </Form>
        </>
      )}
    </>
  );
}

function Confirmed({ email }: { email: string }) {
  return (
    <div role="status">
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        Your address is confirmed
      </h1>
      <p className="mt-4 mb-6 break-words text-md text-soft">
        We write to {email} when a post needs you, and not otherwise.
      </p>
      <LinkButton to={HOME} variant="primary" size="lg">
        Go to TikTimer
      </LinkButton>
    </div>
  );
}
