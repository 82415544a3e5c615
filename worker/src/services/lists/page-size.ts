import { invalid } from '../../domain/errors.ts';

/** A page has 50 unless asked otherwise, and 100 at most (security.md 32). */
export const PAGE = 50;
export const PAGE_MAX = 100;

export function pageSize(asked: string | undefined): number {
  const limit = asked === undefined ? PAGE : Number(asked);
  if (limit < 1 || limit > PAGE_MAX) throw invalid(`limit: 1 to ${PAGE_MAX}.`);
  return limit;
}
