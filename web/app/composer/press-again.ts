import type { ClientActionFunctionArgs } from '@remix-run/react';
import type { Refusal } from './composer-data.ts';

const LINE_BROKE: Refusal = {
  code: 'line',
  detail: 'The line broke before TikTimer answered. Press again: what is done already is not done twice.',
};

/** A press whose answer got lost stays on the page, with all that was written; an error page would hide it. */
export async function pressAgain({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<{ problem: Refusal | null }>();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // what fetch throws without a line
    // By its status nothing is asked anew: the button is free again at once.
    return Response.json({ problem: LINE_BROKE }, { status: 503 });
  }
}
