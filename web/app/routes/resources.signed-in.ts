import { getMe } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

/** Who is signed in in this browser now, for a page whose session has ended. */
export const loader = jsonAnswer(async ({ context }) => ({ userId: (await getMe(context.api)).id }));
