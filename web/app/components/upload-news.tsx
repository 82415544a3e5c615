import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { isComing, toldOf, useUploads } from '../upload/uploads.ts';
import { newsWords } from '../upload/words.ts';
import { useToast } from './toast.tsx';

/** Says once, on whichever page the creator is by then, what became of the files they left going up. Media shows it itself. */
export default function UploadNews() {
  const news = useUploads((uploads) => uploads.news);
  const coming = useUploads(({ items }) => items.some(isComing));
  const stopped = news.some(({ end }) => end === 'stopped');
  const there = useLocation().pathname.startsWith('/media');
  const toast = useToast();
  useEffect(() => {
    // Eight files are one piece of news, unless they need somebody.
    if (there || news.length === 0 || (coming && !stopped)) return;
    toldOf(news);
    const text = newsWords(news);
    if (text) toast({ text, tone: stopped ? 'bad' : 'plain', link: { label: 'Look', to: '/media' } });
  }, [news, coming, stopped, there, toast]);
  return null;
}
