import { Form, Link, NavLink } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { AtSign, ChevronsUpDown, List, LogOut, Plus, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { AccountFace } from './account-face.tsx';
import { LinkButton } from './button.tsx';
import { LeavingStrip } from './leaving-strip.tsx';
import { Logo, Mark } from './logo.tsx';
import { RailClock } from './rail-clock.tsx';
import { Strip } from './strip.tsx';

interface FrameProps {
  user: {
    username: string;
    zone: string;
    workspace: { name: string };
    settings: { secondZone: string | null };
    deletesAt: string | null;
  };
  instance: { rehearsal: boolean; simulatorUrl: string | null };
  children: ReactNode;
}

const PLACES: { to: string; name: string; icon: LucideIcon }[] = [
  { to: '/posts', name: 'Posts', icon: List },
  { to: '/accounts', name: 'Accounts', icon: AtSign },
];

/** Rail from 1024, icon rail from 768, bottom bar below (ui.md 2). */
export function AppFrame({ user, instance, children }: FrameProps) {
  return (
    <div className="md:grid md:grid-cols-[64px_minmax(0,1fr)] lg:grid-cols-[208px_minmax(0,1fr)]">
      <header className="sticky top-0 hidden h-svh flex-col gap-1 border-line border-r px-3 pt-5 pb-4 md:flex">
        <Link to="/posts" aria-label="TikTimer, your posts" className="mb-4 px-1.5 no-underline">
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
          className="mb-3 max-lg:px-0"
        >
          <span className="hidden lg:inline">New post</span>
        </LinkButton>
        <nav aria-label="Main" className="flex flex-col gap-1">
          {PLACES.map(({ to, name, icon: Icon }) => (
            <NavLink
              key={to}
              to={to}
              aria-label={name}
              title={name}
              className="flex h-9 items-center gap-3 rounded-md px-2.5 font-medium text-soft no-underline hover:bg-sunken max-lg:justify-center max-lg:px-0 aria-[current]:bg-sunken aria-[current]:text-ink dark:aria-[current]:bg-raised"
            >
              <Icon size={18} strokeWidth={1.75} aria-hidden />
              <span className="hidden lg:inline">{name}</span>
            </NavLink>
          ))}
        </nav>
        <div className="mt-auto hidden lg:block">
          <RailClock zone={user.zone} secondZone={user.settings.secondZone} />
        </div>
        <UserMenu user={user} className="max-lg:mt-auto" />
      </header>
      <div className="min-w-0 px-4 pt-3 pb-28 md:px-6 md:pt-5 md:pb-10 lg:px-7">
        {user.deletesAt && <LeavingStrip deletesAt={user.deletesAt} zone={user.zone} />}
        {instance.rehearsal && !user.deletesAt && <Rehearsal simulatorUrl={instance.simulatorUrl} />}
        <main id="content" className="mx-auto max-w-[1440px]">
          {children}
        </main>
      </div>
      <BottomBar user={user} />
    </div>
  );
}

function Rehearsal({ simulatorUrl }: { simulatorUrl: string | null }) {
  return (
    <Strip
      tone="info"
      action={
        simulatorUrl && (
          <a href={simulatorUrl} target="_blank" rel="noreferrer" className="link">
            Open simulator feed
          </a>
        )
      }
    >
      <b>Rehearsal.</b> No TikTok keys are set, so posts go to the built-in simulator, not to TikTok.
    </Strip>
  );
}

function UserMenu({ user, className }: { user: FrameProps['user']; className: string }) {
  return (
    <details className={`group relative -mx-3 mt-3 border-line border-t px-3 pt-3 ${className}`}>
      <summary className="flex list-none items-center gap-2.5 rounded-md p-1.5 hover:bg-sunken max-lg:justify-center">
        <AccountFace name={user.username} />
        <span className="hidden min-w-0 flex-1 lg:block">
          <span className="block truncate font-medium">{user.username}</span>
          <span className="block truncate text-muted text-sm">{user.workspace.name}</span>
        </span>
        <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden className="hidden lg:block" />
        <span className="sr-only">Your menu</span>
      </summary>
      <SignOut className="absolute bottom-full left-3 z-10 mb-1 w-44" />
    </details>
  );
}

function SignOut({ className }: { className: string }) {
  return (
    <Form
      method="post"
      action="/logout"
      className={`rounded-md border border-line bg-raised p-1 shadow-2 ${className}`}
    >
      <button
        type="submit"
        className="flex h-11 w-full items-center gap-2.5 rounded-sm px-2.5 hover:bg-sunken md:h-9"
      >
        <LogOut size={16} strokeWidth={1.75} aria-hidden />
        Sign out
      </button>
    </Form>
  );
}

const BAR_ITEM =
  'flex flex-col items-center justify-center gap-0.5 text-2xs font-medium text-muted no-underline aria-[current]:text-ink';

function BottomBar({ user }: { user: FrameProps['user'] }) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-10 grid grid-cols-4 border-line border-t bg-surface px-2 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:hidden"
    >
      <NavLink to="/posts" end className={BAR_ITEM}>
        <List size={22} strokeWidth={1.75} aria-hidden />
        Posts
      </NavLink>
      <Link
        to="/posts/new"
        aria-label="New post"
        className="grid size-12 place-items-center place-self-center rounded-[14px] bg-primary text-on-primary"
      >
        <Plus size={24} strokeWidth={2.2} aria-hidden />
      </Link>
      <NavLink to="/accounts" className={BAR_ITEM}>
        <AtSign size={22} strokeWidth={1.75} aria-hidden />
        Accounts
      </NavLink>
      <details className="relative flex items-center justify-center">
        <summary className={`${BAR_ITEM} list-none`}>
          <UserRound size={22} strokeWidth={1.75} aria-hidden />
          You
        </summary>
        <div className="absolute right-0 bottom-full mb-3 w-52 rounded-md border border-line bg-raised p-2 shadow-2">
          <p className="truncate px-2.5 py-1 font-medium">{user.username}</p>
          <SignOut className="border-0 p-0 shadow-none" />
        </div>
      </details>
    </nav>
  );
}
