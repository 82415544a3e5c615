import { getMe } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';
import { loadStanding } from '../lib/standing.server.ts';

/** How things stand now, asked by the frame while somebody looks at it. */
export const loader = jsonAnswer(({ context }) => loadStanding(context.api, getMe(context.api)));
