import { isRouteErrorResponse } from '@remix-run/react';
import type { Trouble } from './door.server.ts';

/** What an error page says: what happened, what it means, and whether trying again can help. */
export interface ErrorWords {
  kind: 'missing' | 'forbidden' | 'offline' | 'not_now' | 'broken';
  title: string;
  words: string;
  requestId?: string | undefined;
}

/** In the words of ui.md 3.14; never a stack, never what a server said to itself. */
export function errorWords(error: unknown, online: boolean): ErrorWords {
  if (!isRouteErrorResponse(error))
    return online
      ? BROKEN
      : {
          kind: 'offline',
          title: 'You are offline',
          words: 'What is scheduled goes out anyway. This page comes once the line is back.',
        };
  const trouble = error.data as Partial<Trouble> | null;
  if ([400, 404, 405, 422].includes(error.status))
    return {
      kind: 'missing',
      title: 'This page does not exist',
      words: 'Posts you delete leave no page behind.',
    };
  if (error.status === 403)
    return {
      kind: 'forbidden',
      title: 'You cannot see this',
      words: trouble?.detail ?? 'Ask an owner or admin of the workspace.',
    };
  if (error.status !== 500 && trouble?.detail)
    return {
      kind: 'not_now',
      title: 'Not at the moment',
      words: trouble.detail,
      requestId: trouble.requestId,
    };
  return { ...BROKEN, requestId: trouble?.requestId };
}

const BROKEN: ErrorWords = {
  kind: 'broken',
  title: 'Something broke on our side',
  words: 'Scheduled posts go out regardless: they do not need this page.',
};
