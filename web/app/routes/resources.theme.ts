import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { ownPath } from '../lib/door.server.ts';
import { ASKED_BY_SCRIPT } from '../lib/patient-fetch.ts';
import { keepTheme, themeOf } from '../lib/theme.server.ts';

/** Keeps the theme of this browser. A form without scripts goes back to where it stood. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const headers = await keepTheme(themeOf(form.get('theme')));
  if (request.headers.has(ASKED_BY_SCRIPT)) return new Response(null, { status: 204, headers });
  return redirect(ownPath(form.get('back'), '/'), { status: 303, headers });
}
