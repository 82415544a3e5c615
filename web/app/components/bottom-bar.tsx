import { Link, NavLink } from '@remix-run/react';
import { Menu as MenuIcon, Plus } from 'lucide-react';
import type { Standing } from '../lib/standing.server.ts';
import { AccountChoices } from './account-switcher.tsx';
import type { FrameUser } from './app-frame.tsx';
import type { Place } from './frame-places.ts';
import { FRAME_PLACES } from './frame-places.ts';
import { Menu } from './menu.tsx';
import { MENU_LINE, SignOut } from './sign-out.tsx';
import { ThemePicker } from './theme-picker.tsx';
import { UploadMark, WhileUploading } from './while-uploading.tsx';

const ITEM =
  'flex min-h-11 min-w-11 flex-col items-center justify-center gap-0.5 text-2xs font-medium text-muted no-underline aria-[current]:text-ink';
const IN_THE_BAR = ['Home', 'Calendar', 'Posts'];
const [home, calendar, posts] = FRAME_PLACES.filter(({ name }) => IN_THE_BAR.includes(name));
const more = FRAME_PLACES.filter(({ name }) => !IN_THE_BAR.includes(name));

/** Below 768: Home · Calendar · + · Posts · More. */
export function BottomBar({ user, accounts }: { user: FrameUser; accounts: Standing['accounts'] }) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-5 border-line border-t bg-surface px-2 pt-1.5 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:hidden"
    >
      <Item place={home} />
      <Item place={calendar} />
      <Link
        to="/posts/new"
        aria-label="New post"
        className="grid size-12 place-items-center place-self-center rounded-[14px] bg-primary text-on-primary"
      >
        <Plus size={24} strokeWidth={2.2} aria-hidden />
      </Link>
      <Item place={posts} />
      <Menu
        className="flex items-center justify-center"
        summaryClass={`relative ${ITEM}`}
        summary={
          <>
            <MenuIcon size={22} strokeWidth={1.75} aria-hidden />
            More
            <WhileUploading>
              <UploadMark small className="absolute top-0 left-1/2 ml-1.5" />
            </WhileUploading>
          </>
        }
      >
        <div className="absolute inset-x-2 bottom-full mb-2 max-h-[70svh] overflow-y-auto rounded-xl border border-line bg-raised p-3 shadow-3">
          <p className="truncate px-2.5 pb-2 text-muted text-sm">
            Signed in as <b className="text-ink">{user.username}</b>
          </p>
          {more.map(({ to, name, icon: Icon }) => (
            <NavLink key={to} to={to} className={`${MENU_LINE} aria-[current]:bg-sunken`}>
              <Icon size={18} strokeWidth={1.75} aria-hidden />
              {name}
              {to === '/media' && (
                <WhileUploading>
                  <UploadMark className="ml-auto" />
                </WhileUploading>
              )}
            </NavLink>
          ))}
          {accounts.length > 1 && (
            <div className="my-2 border-line border-y py-2">
              <p className="px-2.5 py-1 text-muted text-xs">Posts of</p>
              <AccountChoices accounts={accounts} />
            </div>
          )}
          <div className="my-2">
            <ThemePicker />
          </div>
          <SignOut />
        </div>
      </Menu>
    </nav>
  );
}

function Item({ place }: { place: Place | undefined }) {
  if (!place) return null;
  const { to, name, icon: Icon } = place;
  return (
    <NavLink to={to} className={ITEM}>
      <Icon size={22} strokeWidth={1.75} aria-hidden />
      {name}
    </NavLink>
  );
}
