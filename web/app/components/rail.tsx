import { Link, NavLink } from '@remix-run/react';
import { ChevronsUpDown, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { HOME } from '../lib/places.ts';
import type { Standing } from '../lib/standing.server.ts';
import { AccountFace } from './account-face.tsx';
import { AccountSwitcher, FILTERED, useShownAccount } from './account-switcher.tsx';
import type { FrameUser } from './app-frame.tsx';
import { LinkButton } from './button.tsx';
import type { Place } from './frame-places.ts';
import { FRAME_PLACES } from './frame-places.ts';
import { Logo, Mark } from './logo.tsx';
import { Menu } from './menu.tsx';
import { RailClock } from './rail-clock.tsx';
import { SignOut } from './sign-out.tsx';
import { ThemePicker } from './theme-picker.tsx';
import { UploadMark, WhileUploading } from './while-uploading.tsx';

/** The left edge of every page from 768 px on. Below 1024 it shows icons, and their words beside them on hover and focus. */
export function Rail({
  user,
  accounts,
  signedOut,
  live,
  onKeys,
}: {
  user: FrameUser;
  accounts: Standing['accounts'];
  signedOut: number;
  live: boolean;
  onKeys: () => void;
}) {
  const account = useShownAccount();
  const withAccount = (to: string) => (account && FILTERED.includes(to) ? `${to}?account=${account}` : to);
  return (
    <header className="sticky top-0 z-10 hidden h-svh flex-col gap-1 border-line border-r px-3 pt-5 pb-4 md:flex low:gap-0 low:overflow-x-hidden low:overflow-y-auto low:py-2">
      <Link to={HOME} aria-label="TikTimer, home" className="mb-4 px-1.5 no-underline">
        <span className="hidden lg:block">
          <Logo />
        </span>
        <span className="lg:hidden">
          <Mark size={28} />
        </span>
      </Link>
      <LinkButton
        to="/posts/new"
        variant="primary"
        icon={Plus}
        aria-label="New post"
        className="rail-item mb-3 max-lg:px-0"
      >
        <span className="rail-word">New post</span>
      </LinkButton>
      <nav aria-label="Main" className="flex flex-col gap-1">
        {FRAME_PLACES.map((place) => (
          <RailLink
            key={place.to}
            place={{ ...place, to: withAccount(place.to) }}
            count={place.to === '/accounts' ? signedOut : 0}
            mark={
              place.to === '/media' && (
                <WhileUploading>
                  <UploadMark className="ml-auto max-lg:hidden" />
                  <UploadMark small className="absolute top-0 right-0 lg:hidden" />
                </WhileUploading>
              )
            }
          />
        ))}
      </nav>
      <AccountSwitcher accounts={accounts} />
      <div className="mt-auto hidden lg:block">
        <RailClock zone={user.zone} secondZone={user.settings?.secondZone ?? null} live={live} />
      </div>
      <UserMenu user={user} onKeys={onKeys} />
    </header>
  );
}

function RailLink({
  place: { to, name, icon: Icon },
  count,
  mark,
}: {
  place: Place;
  count: number;
  mark: ReactNode;
}) {
  return (
    <NavLink
      to={to}
      className="rail-item flex h-9 items-center gap-3 rounded-md px-2.5 font-medium text-soft no-underline hover:bg-sunken max-lg:justify-center max-lg:px-0 aria-[current]:bg-sunken aria-[current]:text-ink dark:aria-[current]:bg-raised"
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden className="flex-none" />
      <span className="rail-word">{name}</span>
      {count > 0 && (
        <span className="tabular grid h-5 min-w-5 place-items-center rounded-full bg-warn-tint px-1.5 font-strong text-warn text-xs max-lg:absolute max-lg:top-0 max-lg:right-0 lg:ml-auto">
          {count}
          <span className="sr-only"> to reconnect</span>
        </span>
      )}
      {mark}
    </NavLink>
  );
}

function UserMenu({ user, onKeys }: { user: FrameUser; onKeys: () => void }) {
  return (
    <Menu
      className="relative -mx-3 mt-3 border-line border-t px-3 pt-3 max-lg:mt-auto low:pt-1"
      summaryClass="flex items-center gap-2.5 rounded-md p-1.5 hover:bg-sunken max-lg:justify-center"
      summary={
        <>
          <span className="sr-only">Your menu: </span>
          <AccountFace name={user.username} />
          <span className="hidden min-w-0 flex-1 lg:block">
            <span className="block truncate font-medium">{user.username}</span>
            <span className="block truncate text-muted text-sm">{user.workspace.name}</span>
          </span>
          <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden className="hidden lg:block" />
        </>
      }
    >
      <div className="absolute bottom-full left-3 z-20 mb-1 flex w-64 low:fixed low:bottom-2 low:left-16 lg:low:left-52 flex-col gap-1 rounded-md border border-line bg-raised p-2 shadow-2">
        <p className="px-1 pb-1 text-muted text-xs">
          Signed in as <b className="text-ink">{user.username}</b>
        </p>
        <ThemePicker />
        <SignOut onKeys={onKeys} />
      </div>
    </Menu>
  );
}
