import { Link, useLocation, useSearchParams } from '@remix-run/react';
import { Check, ChevronsUpDown, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Standing } from '../lib/standing.server.ts';
import { AccountFace } from './account-face.tsx';
import { Menu } from './menu.tsx';

type Shown = Standing['accounts'][number];
/** The pages that show one account's posts when the address says so. */
export const FILTERED = ['/calendar', '/posts'];

/** The account whose posts are shown, kept in the address: reload, back and sharing show the same. */
export function useShownAccount(): string | null {
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  return FILTERED.includes(pathname) ? search.get('account') : null;
}

/** Whose posts to look at. It filters the calendar or the list, whichever is open, and opens the calendar elsewhere. */
export function AccountSwitcher({ accounts }: { accounts: Shown[] }) {
  const chosen = useShownAccount();
  if (accounts.length < 2) return null;
  const shown = accounts.find(({ id }) => id === chosen);
  const name = shown?.nickname ?? 'All accounts';
  return (
    <Menu
      className="relative mt-4"
      summaryClass="flex items-center gap-2.5 rounded-md border border-line px-2 py-1.5 hover:bg-sunken max-lg:justify-center max-lg:px-0"
      summary={
        <>
          <span className="sr-only">Posts of: </span>
          {shown ? (
            <AccountFace name={shown.nickname} picture={shown.avatarUrl} />
          ) : (
            <Users size={18} strokeWidth={1.75} aria-hidden className="my-[7px] lg:mx-1" />
          )}
          <span className="min-w-0 flex-1 truncate font-medium max-lg:sr-only">{name}</span>
          <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden className="hidden lg:block" />
        </>
      }
    >
      <div className="absolute top-full left-0 z-20 mt-1 max-h-[50svh] w-64 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-2">
        <AccountChoices accounts={accounts} />
      </div>
    </Menu>
  );
}

/** The choices as links, for the rail's menu and the phone's. */
export function AccountChoices({ accounts }: { accounts: Shown[] }) {
  const chosen = useShownAccount();
  const address = useAddress();
  return (
    <ul>
      <Choice to={address(null)} current={chosen === null}>
        <span className="grid size-8 flex-none place-items-center">
          <Users size={18} strokeWidth={1.75} aria-hidden />
        </span>
        All accounts
      </Choice>
      {accounts.map(({ id, nickname, username, avatarUrl }) => (
        <Choice key={id} to={address(id)} current={chosen === id}>
          <AccountFace name={nickname} picture={avatarUrl} />
          <span className="min-w-0 flex-1">
            <span className="block truncate">{nickname}</span>
            <span className="block truncate text-muted text-xs">@{username}</span>
          </span>
        </Choice>
      ))}
    </ul>
  );
}

function Choice({ to, current, children }: { to: string; current: boolean; children: ReactNode }) {
  return (
    <li>
      <Link
        to={to}
        aria-current={current ? 'true' : undefined}
        className="flex min-h-11 items-center gap-2.5 rounded-sm px-2 py-1 no-underline hover:bg-sunken aria-[current]:font-medium"
      >
        {children}
        {current && <Check size={16} strokeWidth={2} aria-hidden className="ml-auto flex-none" />}
      </Link>
    </li>
  );
}

/** The same view of another account; a page of a list is left behind, because its cursor belongs to the old one. */
function useAddress() {
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  return (account: string | null) => {
    const page = FILTERED.includes(pathname) ? pathname : '/calendar';
    const query = new URLSearchParams(page === pathname ? search : undefined);
    query.delete('cursor');
    query.delete('account');
    if (account) query.set('account', account);
    return query.size > 0 ? `${page}?${query}` : page;
  };
}
