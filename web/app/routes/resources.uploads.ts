import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { CreateUpload, RequestParts, UploadId } from '@tiktimer/worker/contract';
import * as z from 'zod';
import { abortUpload, completeUpload, createUpload, listUploads, requestParts } from '../lib/api.server.ts';
import { jsonAnswer } from '../lib/json-answer.server.ts';

const Wish = z.discriminatedUnion('do', [
  CreateUpload.extend({ do: z.literal('create') }),
  RequestParts.extend({ do: z.literal('parts'), uploadId: UploadId }),
  z.strictObject({ do: z.literal('complete'), uploadId: UploadId }),
  z.strictObject({ do: z.literal('abort'), uploadId: UploadId }),
]);

/** What the upload client in the browser asks. The parts themselves go straight to their signed addresses. */
export const loader = jsonAnswer(async ({ context }) => ({ uploads: await listUploads(context.api) }));

export const action = jsonAnswer(async ({ context: { api }, request }: ActionFunctionArgs) => {
  const wish = Wish.parse(await request.json());
  switch (wish.do) {
    case 'create':
      return createUpload(api, { name: wish.name, bytes: wish.bytes, type: wish.type });
    case 'parts':
      return requestParts(api, wish.uploadId, wish.numbers);
    case 'complete':
      return completeUpload(api, wish.uploadId);
    case 'abort':
      await abortUpload(api, wish.uploadId);
      return null;
  }
});
