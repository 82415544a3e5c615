import { useNavigate } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Suspense, useEffect, useState } from 'react';
import { useFetchLater } from '../lib/fetch-later.ts';
import { focusHeading } from '../lib/focus-heading.ts';
import { FrameContext } from '../lib/frame-context.ts';
import { setCreator } from '../lib/session-watch.ts';
import { useShortcuts } from '../lib/shortcuts.ts';
import type { Standing } from '../lib/standing.server.ts';
import { useLive } from '../lib/use-live.ts';
import { useOnline } from '../lib/use-online.ts';
import { useSlowNavigation } from '../lib/use-slow-navigation.ts';
import { useStanding } from '../lib/use-standing.ts';
import { BottomBar } from './bottom-bar.tsx';
import { FRAME_PLACES } from './frame-places.ts';
import { lazily } from './lazily.tsx';
import { loadNoticePanel } from './notice-bell.tsx';
import { Rail } from './rail.tsx';
import { Skeleton } from './skeleton.tsx';
import { useToast } from './toast.tsx';
import { UploadNews, WhileUploading } from './while-uploading.tsx';

const loadPalette = () => import('./command-palette.tsx');
const loadSheet = async () => ({ default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet });
const LATER = [loadNoticePanel, loadPalette, loadSheet];
const CommandPalette = lazily(loadPalette);
const ShortcutsSheet = lazily(loadSheet);

export interface FrameUser {
  id: string;
  username: string;
  zone: string;
  workspace: { name: string };
  /** A second zone for the clock, if one is set. */
  settings?: { secondZone: string | null };
  /** When the account will be erased, if that was asked for. */
  deletesAt?: string | null;
}
interface FrameProps {
  user: FrameUser;
  instance: { rehearsal: boolean; simulatorUrl: string | null };
  standing: Standing;
  /** False while news does not come by itself; the rail's clock then says so. */
  live?: boolean;
  children: ReactNode;
}

/** Rail from 1024, icon rail from 768, bottom bar below (ui.md 2); palette, keys and the one strip for every page in it. */
export function AppFrame({ user, instance, standing: drawn, live = true, children }: FrameProps) {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  const close = () => setOpen(null);
  const tools = useStanding(drawn);
  const coming = useSlowNavigation();
  useEffect(() => setCreator(user.id), [user.id]);
  useKeys(
    () => setOpen('palette'),
    () => setOpen('shortcuts'),
  );
  useBackOnline(tools.refresh);
  useFetchLater(LATER);
  // Also opens the feed on every page of the frame, so that the clock can say whether it is live.
  useLive(({ type }) => {
    if (type !== 'media') tools.refresh();
  });
  // While the stand-in was shown, the new page's heading could not take the focus.
  useEffect(() => (coming ? focusHeading : undefined), [coming]);

  const { accounts, concerns } = tools.standing;
  return (
    <FrameContext.Provider
      value={{
        ...tools,
        zone: user.zone,
        deletesAt: user.deletesAt ?? null,
        rehearsal: instance.rehearsal ? { simulatorUrl: instance.simulatorUrl } : null,
        openPalette: () => setOpen('palette'),
      }}
    >
      <div className="md:grid md:grid-cols-[64px_minmax(0,1fr)] lg:grid-cols-[208px_minmax(0,1fr)]">
        <Rail
          user={user}
          accounts={accounts}
          signedOut={concerns.filter(({ kind }) => kind === 'signed_out').length}
          live={live}
          onKeys={() => setOpen('shortcuts')}
        />
        <div className="min-w-0 px-4 pt-3 pb-28 md:px-6 md:pt-5 md:pb-10 lg:px-7">
          <main id="content" aria-busy={coming !== null} className="mx-auto max-w-[1440px]">
            {coming && <Skeleton path={coming} />}
            <div hidden={coming !== null}>{children}</div>
          </main>
        </div>
        <BottomBar user={user} accounts={accounts} />
      </div>
      <WhileUploading>
        <UploadNews />
      </WhileUploading>
      <Suspense fallback={null}>
        {open === 'palette' && <CommandPalette onClose={close} openShortcuts={() => setOpen('shortcuts')} />}
        {open === 'shortcuts' && <ShortcutsSheet onClose={close} />}
      </Suspense>
    </FrameContext.Provider>
  );
}

/** The keys that act on every page of the frame. */
function useKeys(openPalette: () => void, openShortcuts: () => void): void {
  const navigate = useNavigate();
  const goTo = Object.fromEntries(
    FRAME_PLACES.flatMap(({ keys, to }) => (keys ? [[keys, () => navigate(to)]] : [])),
  );
  useShortcuts({
    ...goTo,
    'g n': () => navigate('/notifications'),
    c: () => navigate('/posts/new'),
    '/': () => focusSearch() || openPalette(),
    '?': openShortcuts,
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      openPalette();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

/** A page with a search of its own keeps `/` for it. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  return field !== null;
}

function useBackOnline(refresh: () => void): void {
  const online = useOnline();
  const toast = useToast();
  useEffect(() => {
    if (online) return;
    return () => {
      toast({ text: 'Back online.' });
      refresh();
    };
  }, [online, toast, refresh]);
}
