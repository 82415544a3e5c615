import type { Notice } from '@tiktimer/worker/contract';
import { useCallback, useEffect, useState } from 'react';
import { useAnnounce } from '../components/toast.tsx';
import type { Standing } from './standing.server.ts';

const LOOK_EVERY_MS = 60_000;

export interface LiveStanding {
  standing: Standing;
  markAllRead: () => void;
  /** Asks now: for whoever learns of news sooner. */
  refresh: () => void;
}

/** How things stand, asked again each minute while somebody looks. New notices are said, failures at once. */
export function useStanding(drawn: Standing): LiveStanding {
  const [standing, setStanding] = useState(drawn);
  const announce = useAnnounce();
  useEffect(() => setStanding(drawn), [drawn]);

  const ask = useCallback(async () => {
    const answer = await fetch('/resources/standing').catch(() => undefined); // the next look will tell
    if (!answer?.ok) return;
    const fresh = (await answer.json()) as Standing;
    setStanding((before) => {
      const news = unheard(before.notices, fresh.notices);
      if (news) announce(news.sentence, news.kind === 'failed' ? 'assertive' : 'polite');
      return fresh;
    });
  }, [announce]);

  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && void ask();
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ask]);

  const markAllRead = async () => {
    const newest = standing.notices[0];
    if (!newest) return;
    const readAt = new Date().toISOString();
    setStanding((now) => ({
      ...now,
      unread: 0,
      notices: now.notices.map((notice) => ({ ...notice, readAt: notice.readAt ?? readAt })),
    }));
    const answer = await fetch('/resources/notices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ until: newest.id }),
    }).catch(() => undefined); // the truth is asked for below in any case
    announce(answer?.ok ? 'All notices are read.' : 'The notices could not be marked as read.');
    await ask();
  };
  const refresh = useCallback(() => void ask(), [ask]);
  return { standing, markAllRead: () => void markAllRead(), refresh };
}

/** The newest unread one that was not there before; a failure goes before all else. */
function unheard(before: Notice[], now: Notice[]): Notice | undefined {
  const known = new Set(before.map(({ id }) => id));
  const news = now.filter(({ id, readAt }) => !known.has(id) && readAt === null);
  return news.find(({ kind }) => kind === 'failed') ?? news[0];
}
