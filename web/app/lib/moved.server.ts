import { HOME } from './places.ts';

/** Addresses of the old app that people still have in their bookmarks (ui.md 2). */
const MOVED: Record<string, string> = {
  '/dashboard': HOME,
  '/create': '/posts/new',
  '/register': '/signup',
};

/** Where an old address lives now, or undefined: `/posts?filter=failed` is `/posts?tab=failed`. */
export function movedTo(request: Request): string | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const { pathname, searchParams } = new URL(request.url);
  const filter = searchParams.get('filter');
  if (pathname === '/posts' && filter !== null)
    return `/posts?${new URLSearchParams({ tab: tabOf(filter) })}`;
  return Object.hasOwn(MOVED, pathname) ? MOVED[pathname] : undefined;
}

/** The old app said "draft" where the tab says "drafts". */
const tabOf = (filter: string) => (filter === 'draft' ? 'drafts' : filter);
