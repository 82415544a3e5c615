import type { Trouble } from './door.server.ts';
import { text } from './door.server.ts';
import { span } from './format.ts';
import { WAITED } from './patient-fetch.ts';

/** "Now" means this long. */
const NOW_MS = 2 * 60_000;

/**
 * A press on "Post now" may wait for a line, or for another sign-in, until the next morning. It meant the evening before,
 * so it is asked for anew; whatever names its own time has no such trouble.
 */
export function longAgo(request: Request, form: FormData): Trouble | null {
  const waited = Number(request.headers.get(WAITED) ?? 0) + Number(text(form, 'waited'));
  if (!(waited > NOW_MS)) return null;
  const detail = `You pressed this ${span(waited)} ago, and TikTimer has heard of it only now. Nothing was posted. Press again if it should go out.`;
  return { code: 'conflict', detail, requestId: '', issues: [] };
}
