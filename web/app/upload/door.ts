import type { CreateUpload, Media, PartUrls, Upload } from '@tiktimer/worker/contract';
import type * as z from 'zod';

/** What the browser may ask about uploads, through our own resource routes: it never holds the session token itself. */
const ADDRESS = '/resources/uploads';

/** A refusal in the API's words; what the network did is no refusal and may be tried again. */
export class UploadRefused extends Error {
  readonly status: number;
  constructor(sentence: string, status: number) {
    super(sentence);
    this.status = status;
  }
}

async function ask<T>(url: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(url, { ...init, headers: { accept: 'application/json', ...init?.headers } });
  if (answer.ok) return (await answer.json()) as T;
  const problem: unknown = await answer.json().catch(() => null); // an error page of something in between is no JSON
  const detail =
    problem && typeof problem === 'object' && 'detail' in problem && typeof problem.detail === 'string'
      ? problem.detail
      : 'TikTimer did not answer.';
  throw new UploadRefused(detail, answer.status);
}

const tell = <T>(body: object, signal?: AbortSignal) =>
  ask<T>(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });

export const openUploads = (signal: AbortSignal) => ask<{ uploads: Upload[] }>(ADDRESS, { signal });
export const beginUpload = (file: CreateUpload, signal: AbortSignal) =>
  tell<Upload>({ do: 'create', ...file }, signal);
export const partUrls = (uploadId: string, numbers: number[], signal: AbortSignal) =>
  tell<z.infer<typeof PartUrls>>({ do: 'parts', uploadId, numbers }, signal);
export const finishUpload = (uploadId: string, signal: AbortSignal) =>
  tell<Media>({ do: 'complete', uploadId }, signal);
export const forgetUpload = (uploadId: string) => tell<null>({ do: 'abort', uploadId });
export const readMedia = (mediaId: string, signal: AbortSignal) =>
  ask<Media>(`/resources/media/${mediaId}`, { signal });
