import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';
import { ApiProblem } from './api-problem.server.ts';
import { ASKED_BY_SCRIPT, SESSION_ENDED } from './patient-fetch.ts';
import { dropSession } from './session.server.ts';

/** What a page is told of a problem: never more than the API's own words for users. */
export interface Trouble {
  code: string;
  detail: string;
  requestId: string;
  issues: { path: string; message: string }[];
}

export const troubleOf = ({ body }: ApiProblem): Trouble => ({
  code: body.code,
  detail: body.detail,
  requestId: body.requestId,
  issues: body.issues ?? [],
});

/** A loader for signed-in creators: others are sent to sign in and come back; problems become the nearest error page. */
export function page<T>(load: (args: LoaderFunctionArgs) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    if (!args.context.signedIn) throw await signedOut(args.request);
    try {
      return await load(args);
    } catch (error) {
      throw await toResponse(error, args.request);
    }
  };
}

/** An action for signed-in creators: what the API refuses comes back as `problem`, for the form to show. */
export function deed<T>(act: (args: ActionFunctionArgs, form: FormData) => Promise<T>) {
  return async (args: ActionFunctionArgs) => {
    if (!args.context.signedIn) throw await signedOut(args.request);
    const form = await args.request.formData();
    try {
      return await act(args, form);
    } catch (error) {
      if (error instanceof ApiProblem && error.body.status < 500 && error.body.code !== 'unauthenticated')
        return data({ problem: troubleOf(error) }, error.body.status);
      throw await toResponse(error, args.request);
    }
  };
}

async function toResponse(error: unknown, request: Request): Promise<unknown> {
  if (!(error instanceof ApiProblem)) return error;
  if (error.body.code === 'unauthenticated') return signedOut(request);
  return data(troubleOf(error), { status: error.body.status });
}

/**
 * A page that is opened leads to sign-in. A page that is open already is told instead, keeps what was typed, and asks
 * again once its creator has signed in (lib/patient-fetch.ts).
 */
async function signedOut(request: Request) {
  const headers = await dropSession();
  if (request.headers.has(ASKED_BY_SCRIPT)) return data({ code: SESSION_ENDED }, { status: 401, headers });
  return redirect(signInUrl(request), { headers });
}

/** Where to sign in, and come back afterwards if the page can simply be opened again. */
function signInUrl(request: Request): string {
  const url = new URL(request.url);
  const back = url.pathname.replace(/\.data$/, '') + url.search.replace(/[?&]_routes=[^&]*/, '');
  return request.method === 'GET' ? `/login?next=${encodeURIComponent(back)}` : '/login';
}

/** An own path, or the fallback: `//evil`, `/\evil` and `javascript:` lead nowhere (security.md 15). */
export function ownPath(path: FormDataEntryValue | null | undefined, fallback: string): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])/.test(path)) return fallback;
  const base = 'http://own.invalid';
  if (!URL.canParse(path, base)) return fallback;
  const url = new URL(path, base);
  // `/.//evil` is a path of ours that becomes `//evil` once its dot is resolved.
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : fallback;
}

/** A text field of a form; an absent one is empty. */
export const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
