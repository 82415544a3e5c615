import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { CreatePushSubscription } from '@tiktimer/worker/contract';
import { readPush, subscribeToPush } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

/** The key a browser subscribes with, for whoever offers pushes. */
export const loader = jsonAnswer(({ context }) => readPush(context.api));

/** Lets us push to this browser. */
export const action = jsonAnswer(async ({ context, request }: ActionFunctionArgs) =>
  subscribeToPush(context.api, CreatePushSubscription.parse(await request.json())),
);
