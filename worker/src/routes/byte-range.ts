/** One byte range of a file (RFC 9110 14). */
export type ByteRange = { offset: number; length: number };

/**
 * What a Range header asks for. `whole`: no range, one we can't read, or several at once; a server may answer any of
 * these with the whole file. `unsatisfiable`: it lies behind the end.
 */
export function readRangeHeader(
  header: string | undefined,
  size: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const found = /^bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '');
  if (!found) return 'whole';
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { offset: size - length, length };
  }
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < from) return 'whole';
  return from >= size ? 'unsatisfiable' : { offset: from, length: to - from + 1 };
}
