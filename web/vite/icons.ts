import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type { Shape } from '../app/components/icon.tsx';

const NAMED = /^import \{([^}]+)\} from 'lucide-react';$/gm;
/** Before the name of an icon in a module's id. */
export const ICON = 'icon:';
const DRAWS = fileURLToPath(new URL('../app/components/icon.tsx', import.meta.url));

/**
 * Lucide's icons without Lucide's machine: a page gets the shapes it shows and `components/icon.tsx`, which draws them.
 * The package's own component merges contexts and rebuilds its shapes at each rendering, which a list of fifty rows feels;
 * and its one big index would hide from the bundler which page needs which icon.
 */
export function icons(): Plugin {
  const lucide = dirname(createRequire(import.meta.url).resolve('lucide-react/dist/esm/lucide-react.mjs'));
  let files: Map<string, string> | undefined;
  return {
    name: 'icons',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/app\/.*\.tsx?(\?|$)/.test(id) || !code.includes("'lucide-react'")) return null;
      return { code: code.replace(NAMED, (_, names: string) => importEach(names)), map: null };
    },
    resolveId: (id) => (id.startsWith(ICON) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${ICON}`)) return null;
      files ??= filesByName(await readFile(join(lucide, 'lucide-react.mjs'), 'utf8'));
      const name = id.slice(ICON.length + 1);
      const file = files.get(name);
      if (!file) this.error(`Lucide has no icon named ${name}.`);
      const { __iconData } = (await import(pathToFileURL(join(lucide, file)).href)) as LucideFile;
      const shapes = JSON.stringify(__iconData.node.map(bare)).slice(1, -1);
      return `import { icon } from ${JSON.stringify(DRAWS)};\nexport default /* @__PURE__ */ icon(${shapes});`;
    },
  };
}

/** `A, B as C` becomes one import each, on the same line: the lines below keep their numbers. */
const importEach = (names: string) =>
  names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one && !one.startsWith('type '))
    .map((one) => {
      const [name, local = name] = one.split(/\s+as\s+/);
      return `import ${local} from '${ICON}${name}';`;
    })
    .join(' ') + '\n'.repeat(names.split('\n').length - 1);

/** The names each file goes by; there are old ones beside the new. */
function filesByName(index: string): Map<string, string> {
  const exported = index.matchAll(/export \{([^}]+)\} from '\.\/(icons\/[^']+)'/g);
  return new Map(
    [...exported].flatMap(([, names = '', file = '']) =>
      [...names.matchAll(/default as (\w+)/g)].map(([, name = '']) => [name, file] as const),
    ),
  );
}

interface LucideFile {
  __iconData: { node: [tag: string, attributes: Record<string, string>][] };
}

/** Most shapes are a path and nothing else. The key is for React's lists, which these are not. */
function bare([tag, { key: _, ...attributes }]: LucideFile['__iconData']['node'][number]): Shape {
  const { d, ...more } = attributes;
  return tag === 'path' && d && Object.keys(more).length === 0 ? d : [tag, attributes];
}
