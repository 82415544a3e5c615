import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { endSession } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { dropSession } from '../lib/session.server.ts';

/** Ends the session at the API, then forgets it here. */
export async function action({ context }: ActionFunctionArgs) {
  try {
    if (context.signedIn) await endSession(context.api);
  } catch (error) {
    // A session that is over already needs no ending; anything else must not look like a sign-out.
    if (!(error instanceof ApiProblem) || error.body.code !== 'unauthenticated') throw error;
  }
  return redirect('/login', { headers: await dropSession() });
}

export const loader = () => redirect('/');
