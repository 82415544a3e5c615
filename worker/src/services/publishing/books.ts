/** Side work: what others have to be told. It never shares a retry with the deed. */
import type { Publication } from '../../domain/publication.ts';
import { SECOND } from '../../domain/publication.ts';
import { backOff } from '../../domain/retry.ts';
import type { PublisherPorts } from './ports.ts';

/** D1 and R2 get this long for one write; a hanging one must not hold up a deed. */
const WRITE_TIME = 5 * SECOND;

export type Book = 'row' | 'ledger';

/** What of the books is behind, and since when it may be written. */
export const dueBooks = (p: Publication, now: number): Book[] => [
  ...(p.ledgerAt !== null && p.ledgerAt <= now ? (['ledger'] as const) : []),
  ...(p.rowAt !== null && p.rowAt <= now ? (['row'] as const) : []),
];

/** The row may say that the books are closed once the ledger has the end. */
export const closes = (p: Publication) => p.state.phase === 'finished' && p.ledgerAt === null;

/** Writes one book from a frozen publication. True when it is done. */
export async function writeBook(ports: PublisherPorts, p: Publication, book: Book): Promise<boolean> {
  const write =
    book === 'ledger' ? ports.ledger.write(p.snapshot.postId, p.endings) : ports.rows.write(p, closes(p));
  const outcome = await Promise.race([
    write.then(
      () => 'written' as const,
      (error: unknown) => error,
    ),
    ports.clock.wait(WRITE_TIME).then(() => 'too slow'),
  ]);
  if (outcome === 'written') return true;
  ports.log.warn(`${book} not written`, { post: p.snapshot.postId, seq: p.seq, error: outcome });
  return false;
}

/** After a write of `written`: what was told is dropped from the boxes, what came meanwhile stays. */
export function bookWritten(p: Publication, written: Publication, book: Book, now: number): Publication {
  if (book === 'ledger') {
    // The row has to be written once more, as closed. An end that changed meanwhile has to be written itself.
    return p.endings === written.endings ? { ...p, ledgerAt: null, rowAt: p.rowAt ?? now } : p;
  }
  const entries = p.entries.filter((entry) => entry.seq > written.seq);
  const told = new Set(written.notices.map((notice) => notice.key));
  const notices = p.notices.filter((notice) => !told.has(notice.key));
  const behind = p.seq !== written.seq || closes(p) !== closes(written);
  return { ...p, entries, notices, rowTries: 0, rowAt: behind ? now : null };
}

export function bookFailed(p: Publication, book: Book, now: number, random: number): Publication {
  const again = now + backOff(p.rowTries + 1, random);
  return book === 'ledger'
    ? { ...p, ledgerAt: again, rowTries: p.rowTries + 1 }
    : { ...p, rowAt: again, rowTries: p.rowTries + 1 };
}
