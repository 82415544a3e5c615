import type { Post } from '@tiktimer/worker/contract';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';

const COLUMNS = [
  'id',
  'caption',
  'account',
  'status',
  'publish_at',
  'zone',
  'visibility',
  'handed_over_at',
  'lateness_ms',
  'link',
];

/** A table for a spreadsheet (RFC 4180). Instants are UTC; `accounts` has a handle by account id. */
export function csvOf(posts: readonly Post[], accounts: Record<string, string>): string {
  const rows = posts.map((post) => [
    post.id,
    post.caption,
    accounts[post.accountId ?? ''] ?? '',
    post.status,
    post.publishAt ?? '',
    post.zone ?? '',
    post.privacy ? PRIVACY_WORDS[post.privacy] : '',
    post.handedOverAt ?? '',
    post.latenessMs === null ? '' : String(post.latenessMs),
    post.url ?? '',
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula gets an apostrophe, which it shows as text (OWASP, "CSV Injection"). */
function cell(value: string): string {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${plain.replaceAll('"', '""')}"`;
}

/** Hands a text to the browser as a file. */
export function download(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read only after the press is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
