import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { data, redirect } from '@remix-run/cloudflare';

/** Addresses of the old app that people still have in their bookmarks (ui.md 2). */
const MOVED: Record<string, string> = {
  '/dashboard': '/posts',
  '/create': '/posts/new',
  '/register': '/signup',
};

export function loader({ request }: LoaderFunctionArgs) {
  const to = MOVED[new URL(request.url).pathname];
  if (to) return redirect(to, 301);
  throw data(null, { status: 404 });
}

export default function Nothing() {
  return null;
}
