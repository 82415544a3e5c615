import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Stop } from '../stop.ts';

/** A row of the older app's database as text by column; null is SQL's null. */
export type OldRow = Record<string, string | null>;
export interface OldTables {
  users: OldRow[];
  posts: OldRow[];
}
const TABLES = ['users', 'posts'] as const;

/** Reads a plain `pg_dump` (COPY or --column-inserts), or a folder with users.csv and posts.csv as `\copy … csv header` writes them. */
export function readOldTables(path: string): OldTables {
  if (!existsSync(path)) throw new Stop(`There is no file or folder ${path}.`);
  if (!statSync(path).isDirectory()) return readDump(readFileSync(path, 'utf8'));
  const table = (name: string) => {
    const file = join(path, `${name}.csv`);
    if (!existsSync(file)) throw new Stop(`The folder ${path} needs a file ${name}.csv.`);
    return readCsv(readFileSync(file, 'utf8'));
  };
  return { users: table('users'), posts: table('posts') };
}

/** An empty field without quotes is null, as PostgreSQL writes it; a quoted one is an empty text. */
export const readCsv = (text: string): OldRow[] =>
  parse(text, {
    bom: true,
    columns: true,
    cast: (value, { quoting, header }) => (value === '' && !quoting && !header ? null : value),
  }) as OldRow[];

const COPY = /^COPY (?:\w+\.)?"?(\w+)"? \(([^)]*)\) FROM stdin;$/;
const INSERT = /^INSERT INTO (?:\w+\.)?"?(\w+)"? (?:\(([^)]*)\) )?VALUES\s/;

export function readDump(dump: string): OldTables {
  const tables: OldTables = { users: [], posts: [] };
  const rowsOf = (name: string) => TABLES.find((table) => table === name);
  let at = 0;
  while (at < dump.length) {
    const lineEnd = endOfLine(dump, at);
    const line = dump.slice(at, lineEnd).replace(/\r$/, '');
    const copy = COPY.exec(line);
    const insert = INSERT.exec(line);
    if (copy) {
      const end = endOfCopy(dump, lineEnd + 1);
      const table = rowsOf(copy[1] ?? '');
      if (table) tables[table].push(...copyRows(dump.slice(lineEnd + 1, end), columnsOf(copy[2])));
      at = endOfLine(dump, end) + 1;
    } else if (insert) {
      const table = rowsOf(insert[1] ?? '');
      if (table && insert[2] === undefined)
        throw new Stop(
          'The INSERTs of this dump name no columns. Dump again with `pg_dump --column-inserts`.',
        );
      const { rows, end } = insertRows(dump, at + insert[0].length, columnsOf(insert[2]));
      if (table) tables[table].push(...rows);
      at = endOfLine(dump, end) + 1;
    } else at = lineEnd + 1;
  }
  return tables;
}

const endOfLine = (text: string, from: number) => {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
};
const columnsOf = (list = '') => list.split(',').map((name) => name.trim().replaceAll('"', ''));

function endOfCopy(dump: string, from: number): number {
  if (dump.startsWith('\\.', from)) return from;
  const at = dump.indexOf('\n\\.', from);
  if (at < 0) throw new Stop('The dump ends in the middle of a table. Is the file whole?');
  return at + 1;
}

/** PostgreSQL 15, COPY, "Text Format". */
function copyRows(text: string, columns: string[]): OldRow[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => row(columns, line.replace(/\r$/, '').split('\t').map(copyValue)));
}
const ESCAPED: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const copyValue = (text: string) =>
  text === '\\N' ? null : text.replace(/\\(.)/gs, (_, char: string) => ESCAPED[char] ?? char);

function row(columns: string[], values: (string | null)[]): OldRow {
  if (columns.length !== values.length)
    throw new Stop(`A row has ${values.length} values for ${columns.length} columns. Is the file whole?`);
  return Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null]));
}

/** `(…), (…);` from `from` on; texts are quoted by ', which is doubled inside. */
function insertRows(dump: string, from: number, columns: string[]): { rows: OldRow[]; end: number } {
  const TOKEN = /\s*(?:([(),;])|E?'((?:[^']|'')*)'|([^\s(),;']+))/gy;
  TOKEN.lastIndex = from;
  const rows: OldRow[] = [];
  let values: (string | null)[] = [];
  for (let token = TOKEN.exec(dump); token; token = TOKEN.exec(dump)) {
    const [, sign, text, bare] = token;
    if (sign === ';') return { rows, end: TOKEN.lastIndex };
    if (sign === '(') values = [];
    else if (sign === ')') rows.push(row(columns, values));
    else if (text !== undefined) values.push(text.replaceAll("''", "'"));
    else if (bare !== undefined) values.push(/^null$/i.test(bare) ? null : bare);
  }
  throw new Stop('The dump ends in the middle of an INSERT. Is the file whole?');
}
