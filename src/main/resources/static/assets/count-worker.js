// Opens the page for counting heads when there is no connection. It keeps the page with nobody's name on it, and its look.

const page = new URL(self.registration.scope).pathname;
const shell = `${page}/shell`;
const name = `head-count ${page}`;

self.addEventListener('install', event => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (event.request.mode === 'navigate' && pathname === page) event.respondWith(open(event));
  else if (pathname.startsWith('/assets/')) event.respondWith(kept(event.request).then(answer => answer ?? fetch(event.request)));
});

/** The page of the portal; where it does not come, the one that is kept. */
async function open(event) {
  try {
    const answer = await Promise.race([fetch(event.request), new Promise((_, late) => setTimeout(late, 8000))]);
    if (answer.status >= 500) throw new Error(answer.status);
    if (answer.ok) event.waitUntil(keep().catch(() => { /* the one that is kept will do */ }));
    return answer;
  } catch (problem) {
    return await kept(shell) ?? Response.error();
  }
}

async function kept(request) {
  return (await caches.open(name)).match(request, { ignoreVary: true });
}

async function keep() {
  const answer = await fetch(shell, { credentials: 'same-origin', redirect: 'error' });
  if (!answer.ok) throw new Error(answer.status);
  const text = await answer.clone().text();
  const parts = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(found => found[1]);
  const store = await caches.open(name);
  await Promise.all(parts.map(async part => await store.match(part, { ignoreVary: true }) ?? store.add(part)));
  await store.put(shell, answer);
  for (const request of await store.keys()) {
    if (![shell, ...parts].includes(new URL(request.url).pathname)) await store.delete(request);
  }
}
