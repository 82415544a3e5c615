import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { ReadNotices } from '@tiktimer/worker/contract';
import { readNotices } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

/** Marks notices as read, for the bell. */
export const action = jsonAnswer(async ({ context, request }: ActionFunctionArgs) =>
  readNotices(context.api, ReadNotices.parse(await request.json())),
);
