import { jsonAnswer } from '../lib/json-answer.server.ts';
import { loadLibrary } from '../media/load.server.ts';

/** The next page of the library, for a grid that grows downwards. */
export const loader = jsonAnswer(({ context, request }) =>
  loadLibrary(context.api, new URL(request.url).searchParams),
);
