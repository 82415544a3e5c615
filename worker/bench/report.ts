import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fromRoot } from '../scripts/lib/paths.ts';

type Cell = string | number;

/** What a bench found: printed as Markdown, or with --json as one object. */
export interface Report {
  bench: string;
  /** How it was measured, in a sentence or two. */
  how: string;
  rows: Record<string, Cell>[];
}

interface Setting {
  command: string;
  at: string;
  machine: string;
  versions: string;
}

/** Where and when: a figure without it means nothing. */
export function setting(args: string[]): Setting {
  const [first] = cpus();
  return {
    command: `npm run bench -- ${args.join(' ')}`,
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${first?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
    versions: `Node ${process.versions.node}, workerd ${workerdVersion()}, revision ${revision()}`,
  };
}

export function toMarkdown(report: Report, where: Setting): string {
  const columns = Object.keys(report.rows[0] ?? {});
  const line = (cells: Cell[]) => `| ${cells.map((cell) => cell.toLocaleString('en')).join(' | ')} |`;
  return [
    `### ${report.bench}`,
    '',
    report.how,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...report.rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
    '',
    `\`${where.command}\` · ${where.at} · ${where.machine} · ${where.versions}`,
  ].join('\n');
}

/** The nearest-rank percentile of values sorted in rising order. */
export const percentile = (sorted: number[], share: number) =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

export const rising = (values: number[]) => [...values].sort((a, b) => a - b);
export const inMb = (bytes: number) => Math.round(bytes / 1e6);

const workerdVersion = () =>
  (JSON.parse(readFileSync(fromRoot('node_modules/workerd/package.json'), 'utf8')) as { version: string })
    .version;

function revision(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown'; // not a clone, or nothing committed yet
  }
}
