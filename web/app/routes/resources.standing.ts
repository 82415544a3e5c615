import { getMe } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';
import { loadStanding } from '../lib/standing.server.ts';

/** How things stand now, asked by the frame while somebody looks at it. */
export const loader = jsonAnswer(async ({ context }) => {
  const { zone } = await getMe(context.api);
  return loadStanding(context.api, zone);
});
