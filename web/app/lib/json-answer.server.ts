import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import * as z from 'zod';
import { ApiProblem } from './api-problem.server.ts';
import { SESSION_ENDED } from './patient-fetch.ts';

/** A route that scripts of ours ask instead of a page: JSON out, problems in the API's own form. */
export const jsonAnswer =
  <T>(ask: (args: LoaderFunctionArgs) => Promise<T>) =>
  async (args: LoaderFunctionArgs): Promise<Response> => {
    const json = args.request.headers.get('content-type')?.startsWith('application/json');
    if (args.request.method !== 'GET' && !json) return problem(415, 'Send the body as application/json.');
    return problemAnswer(() => ask(args));
  };

/** JSON of what was asked, or the problem. */
export async function problemAnswer<T>(ask: () => Promise<T>): Promise<Response> {
  try {
    return Response.json(await ask(), { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code === 'unauthenticated')
      return problem(401, 'Please sign in again.', SESSION_ENDED);
    if (error instanceof ApiProblem) return problem(error.body.status, error.body.detail);
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return problem(422, 'This is not valid.');
    throw error;
  }
}

const problem = (status: number, detail: string, code?: string) =>
  Response.json(
    { status, detail, code },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
