import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { putPoster } from '../lib/api.server.ts';
import { problemAnswer } from '../lib/json-answer.server.ts';

/** Takes the picture a browser made of a video; what it really is, the API looks at. */
export const action = ({ context, params, request }: ActionFunctionArgs) =>
  problemAnswer(async () => putPoster(context.api, params.mediaId ?? '', await request.arrayBuffer()));
