import { useNavigate, useRevalidator } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useRef, useState } from 'react';
import { useAnnounce, useToast } from '../components/toast.tsx';
import { notHereWords } from '../lib/patiently.ts';
import type { Refusal } from './bulk.ts';
import type { makeDeeds, Running } from './deeds.ts';
import type { MoveBy } from './move.ts';

export const loadDeeds = () => import('./deeds.ts');
type Deeds = ReturnType<typeof makeDeeds>;

/** The deeds to posts (deeds.ts), how far the running one is, and what was refused. */
export function useDeeds(zone: string, onChanged: (changes: Map<string, Post | null>) => void) {
  const [running, setRunning] = useState<Running | null>(null);
  const [refused, setRefused] = useState<Refusal[]>([]);
  const busy = useRef<Promise<void> | null>(null);
  const toast = useToast();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();

  const doing = async (deed: (deeds: Deeds) => void) => {
    const loaded = await loadDeeds().catch(() => undefined);
    if (!loaded) return toast({ text: notHereWords(), tone: 'bad' });
    deed(
      loaded.makeDeeds({
        zone,
        busy,
        onRunning: setRunning,
        onRefused: setRefused,
        onChanged,
        toast,
        announce,
        seeDrafts: () => navigate('/posts?tab=drafts'),
        revalidate,
      }),
    );
  };
  return {
    running,
    refused,
    forgetRefused: () => setRefused([]),
    move: (posts: Post[], by: MoveBy) => doing((deeds) => deeds.move(posts, by)),
    remove: (posts: Post[]) => doing((deeds) => deeds.remove(posts)),
    cancel: (posts: Post[]) => doing((deeds) => deeds.cancel(posts)),
    duplicate: (posts: Post[]) => doing((deeds) => deeds.duplicate(posts)),
  };
}
