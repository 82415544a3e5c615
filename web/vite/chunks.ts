import type { GetModuleInfo, ManualChunkMeta } from 'rollup';
import { ICON } from './icons.ts';

/**
 * Which file of the build a module goes to. Left alone, Rollup cuts one for every set of pages that share something:
 * dozens of 300 bytes, each a request, each packed without knowing the others. So what every page loads anyway goes
 * together: `vendor` changes with our packages alone, `base` is what pages with and without the frame share, `frame` the
 * rest of the frame, `icons` those of several pages. All else stays with the pages that use it.
 */
export function chunkOf(): (id: string, meta: ManualChunkMeta) => string | undefined {
  let placed: Map<string, string> | undefined;
  return (id, meta) => {
    placed ??= place(meta);
    return placed.get(id);
  };
}

const START = /\/app\/(entry\.client|root)\.tsx/;
const FRAME = /\/app\/routes\/_app\.tsx/;
const FRAMED = /\/app\/routes\/_app\./;

function place({ getModuleIds, getModuleInfo }: ManualChunkMeta): Map<string, string> {
  const pages = [...getModuleIds()].filter((id) => getModuleInfo(id)?.isEntry);
  const needs = new Map(pages.map((page) => [page, neededBy(page, getModuleInfo)]));
  const allOf = (some: string[]) => new Set(some.flatMap((page) => [...(needs.get(page) ?? [])]));

  const base = allOf(pages.filter((page) => START.test(page)));
  const frame = allOf(pages.filter((page) => FRAME.test(page)));
  const unframed = allOf(pages.filter((page) => !FRAMED.test(page)));
  const times = new Map<string, number>();
  for (const ids of needs.values()) for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);

  const placed = new Map<string, string>();
  for (const [id, count] of times) {
    if (base.has(id)) placed.set(id, /\/node_modules\/|commonjsHelpers/.test(id) ? 'vendor' : 'base');
    else if (frame.has(id)) placed.set(id, unframed.has(id) ? 'base' : 'frame');
    else if (id.includes(ICON) && count > 1) placed.set(id, 'icons');
  }
  return placed;
}

/** All that must be there before a page can run; what it imports dynamically comes later. */
function neededBy(page: string, getModuleInfo: GetModuleInfo): Set<string> {
  const seen = new Set<string>();
  const todo = [page];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    todo.push(...(getModuleInfo(id)?.importedIds ?? []));
  }
  return seen;
}
