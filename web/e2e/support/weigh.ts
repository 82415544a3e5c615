import { gzipSync } from 'node:zlib';
import type { APIRequestContext } from 'playwright-core';

/** The scripts that the first HTML of a page asks for by itself, and their weight as gzip packs them. */
export async function weigh(request: APIRequestContext, url: string): Promise<{ count: number; kb: number }> {
  const html = await (await request.get(url)).text();
  // Its modules and what those import; the route manifest in it also names modules of other pages.
  const asked = html.matchAll(
    /<link rel="modulepreload" href="([^"]+)"|import\s*(?:[\w*{} ]+from\s*)?"([^"]+\.js)"/g,
  );
  const names = new Set([...asked].map(([, preload, imported]) => preload ?? imported ?? ''));
  let bytes = 0;
  for (const name of names)
    bytes += gzipSync(await (await request.get(new URL(name, url).href)).body()).length;
  return { count: names.size, kb: Math.round(bytes / 100) / 10 };
}
