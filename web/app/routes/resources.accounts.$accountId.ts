import { getAccount } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

/** What TikTok says of an account at this moment, when the composer changes to it. */
export const loader = jsonAnswer(({ context, params }) => getAccount(context.api, params.accountId ?? ''));
