/**
 * The service worker. It keeps no page and no answer of the app: those are private and `no-store`. It does three things:
 * it says so when the device is offline, it takes a file that was shared from the phone's gallery, and it shows pushes.
 */
const PLACE = 'tiktimer-shared'; // lib/shared-file.ts takes the file from here
const KEY = '/share/file';

const OFFLINE = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>You are offline · TikTimer</title>
<style>
:root { color-scheme: light dark; --page: #f5f3ee; --ink: #15181c; --soft: #454950; --hand: #e2470f; --focus: #2f5bd0; }
@media (prefers-color-scheme: dark) { :root { --page: #0e1114; --ink: #f2efe8; --soft: #c3c5c6; --hand: #ff6a3a; --focus: #8fb0ff; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; min-height: 100svh; max-width: 28rem; margin: 0 auto; padding: 2rem 1.5rem; display: flex; flex-direction: column; justify-content: center; align-items: flex-start; gap: 1rem; }
h1 { margin: 1rem 0 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.03em; }
p { margin: 0; color: var(--soft); }
a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 1rem; border-radius: 8px; background: var(--ink); color: var(--page); font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
</style>
</head>
<body>
<main>
<svg width="44" height="44" viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="16" fill="var(--ink)"/><g fill="var(--page)"><circle cx="27.2" cy="16" r="1.15"/><circle cx="16" cy="27.2" r="1.15"/><circle cx="4.8" cy="16" r="1.15"/><rect x="9" y="6.6" width="14" height="3.6" rx=".9"/></g><g fill="var(--hand)"><rect x="14.6" y="10.9" width="2.8" height="13.4" rx=".9"/><circle cx="16" cy="18.6" r="3"/></g></svg>
<h1>You are offline</h1>
<p>What is scheduled goes out anyway: TikTimer does not need this device for it.</p>
<a href="">Try again</a>
</main>
</body>
</html>`;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === 'POST' && pathname === '/share') event.respondWith(takeShared(request));
  else if (request.method === 'GET' && request.mode === 'navigate') event.respondWith(open(event));
});

/** The page from the server, begun while this worker was still waking up; without a line, a page that says so. */
async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return new Response(OFFLINE, {
      status: 503,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'cache-control': 'no-store',
      },
    });
  }
}

/**
 * A page of somebody else's can send a form here too. Its Origin gives it away; one that hides it looks like the phone from
 * here, and is found out by the page that opens next (routes/posts.new.tsx).
 */
function isForeign({ headers }) {
  const origin = headers.get('origin') ?? 'null';
  return origin !== 'null' && origin !== self.location.origin;
}

/** Puts the shared file where the composer looks for it, on this device only, and opens the composer. */
async function takeShared(request) {
  if (isForeign(request)) return Response.redirect('/share?foreign=1', 303);
  try {
    const file = (await request.formData()).get('video');
    if (file instanceof File && file.size > 0) {
      const headers = {
        'content-type': file.type || 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
        'x-shared-at': String(Date.now()),
      };
      const place = await caches.open(PLACE);
      await place.put(KEY, new Response(file, { headers }));
      return Response.redirect('/posts/new?shared=1', 303);
    }
  } catch (error) {
    console.warn('The shared file could not be kept on this device.', error);
  }
  return Response.redirect('/posts/new', 303);
}

self.addEventListener('push', (event) => {
  const { title = 'TikTimer', body, path, tag } = readNews(event.data);
  const look = { icon: '/icons/192.png', badge: '/icons/badge.png' };
  event.waitUntil(self.registration.showNotification(title, { ...look, body, tag, data: { path } }));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openOwn(event.notification.data?.path));
});

/** A browser ends our pushes if one of them shows nothing, so that an unreadable one still says that there is news. */
function readNews(data) {
  try {
    return data.json();
  } catch {
    return { body: 'There is news of your posts.', path: '/notifications' };
  }
}

/** To the tab that shows it already, or to a new one: no open tab loses what is being typed. Only to pages of ours. */
async function openOwn(path) {
  const { origin } = self.location;
  const wanted = URL.canParse(path, origin) ? new URL(path, origin) : undefined;
  const address = wanted?.origin === origin ? wanted.href : `${origin}/`;
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const tab = tabs.find(({ url }) => url === address);
  return tab ? tab.focus() : self.clients.openWindow(address);
}
