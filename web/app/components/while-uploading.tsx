import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useUploads } from '../upload/uploads.ts';
import { lazily } from './lazily.tsx';

/** What the frame shows of the uploads of this tab comes with the first file. */
export const UploadMark = lazily(() => import('./upload-mark.tsx'));
export const UploadNews = lazily(() => import('./upload-news.tsx'));

export function WhileUploading({ children }: { children: ReactNode }) {
  const any = useUploads(({ items, news }) => items.length + news.length > 0);
  return any ? <Suspense fallback={null}>{children}</Suspense> : null;
}
