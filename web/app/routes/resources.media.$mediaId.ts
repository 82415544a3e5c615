import { getMedia } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

/** One file of the library, for a page that waits until it is checked. */
export const loader = jsonAnswer(({ context, params }) => getMedia(context.api, params.mediaId ?? ''));
