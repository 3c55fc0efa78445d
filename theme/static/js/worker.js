/*
 * The service worker: what was read can be read again without a line, and the newest briefings too.
 *
 * Network first, so that a correction or a withdrawal arrives; the copy is for when there is no network. Files of the
 * theme carry a digest in their name, and are taken from the copy. Everything is relative to the worker's own folder,
 * which is the site's, at the root of a host or below a path. Other sites of the same host have other caches.
 */
"use strict";
const SCOPE = self.registration.scope;
const PAGES = `gozaresh pages ${SCOPE}`;
const FILES = `gozaresh files ${SCOPE}`; // the theme's, and pictures
const MOST = { [PAGES]: 150, [FILES]: 120 };
const ASK = { cache: "no-cache" }; // the server, at the cost of a 304 where nothing has changed
const OFFLINE = new URL("offline.html", SCOPE).href;
const THEME_FILE = /^assets\/[^/]+$/;
const PICTURE = /^assets\/pictures\//;

/* One address a page: without query and fragment, and a folder is its index. */
function address(url) {
  const { origin, pathname } = new URL(url, SCOPE);
  return origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
}

async function put(name, url, answer) {
  const cache = await caches.open(name);
  await cache.put(address(url), answer);
  const keys = await cache.keys(); // the oldest first
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((key) => cache.delete(key)));
}

async function kept(name, url) {
  return (await caches.open(name)).match(address(url));
}

async function page(event) {
  const { request } = event;
  try {
    const answer = await fetch(request, ASK);
    const html = (answer.headers.get("content-type") || "").startsWith("text/html");
    if (answer.ok && html) event.waitUntil(put(PAGES, request.url, answer.clone()));
    if (answer.status === 404 || answer.status === 410) await (await caches.open(PAGES)).delete(address(request.url));
    return answer;
  } catch {
    // A redirect, so that the relative links of the offline page are right wherever the reader was going.
    return (await kept(PAGES, request.url)) || Response.redirect(OFFLINE);
  }
}

async function file(event) {
  const { request } = event;
  const copy = await kept(FILES, request.url);
  if (copy) return copy;
  const answer = await fetch(request);
  if (answer.status === 200) event.waitUntil(put(FILES, request.url, answer.clone()));
  return answer;
}

async function renew(url) {
  const answer = await fetch(url, ASK);
  if (answer.ok) await put(PAGES, url, answer);
}

async function keepNewest(list, read) {
  const { pages, files, withdrawn } = await (await fetch(list, ASK)).json();
  const inside = (paths) => paths.map((path) => new URL(path, SCOPE).href);
  const cache = await caches.open(PAGES);
  await Promise.all(inside(withdrawn).map((url) => cache.delete(url)));
  const missing = [];
  for (const url of inside(files)) if (!(await kept(FILES, url))) missing.push(url);
  await Promise.allSettled([
    ...missing.map(async (url) => {
      const answer = await fetch(url);
      if (answer.ok) await put(FILES, url, answer);
    }),
    ...[...inside(pages), read].map(renew),
  ]);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(renew(OFFLINE));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const { keep, page: read } = event.data || {};
  const ours = [keep, read].every((url) => typeof url === "string" && url.startsWith(SCOPE));
  if (ours) event.waitUntil(keepNewest(keep, read).catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const path = address(request.url).slice(SCOPE.length);
  // PDFs and attachments are the reader's to save: they would fill the device.
  if (request.mode === "navigate") {
    if (path.endsWith(".html")) event.respondWith(page(event));
  } else if (THEME_FILE.test(path) || PICTURE.test(path)) {
    event.respondWith(file(event));
  }
});
