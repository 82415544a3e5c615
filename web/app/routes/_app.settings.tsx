import type { MetaFunction } from '@remix-run/cloudflare';
import { Link, NavLink, Outlet, useLocation } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { PageHead } from '../components/page-head.tsx';
import { SECTIONS } from '../settings/sections.ts';

export const meta: MetaFunction = () => [{ title: 'Settings · TikTimer' }];

/** The list at the left; on a phone the list is a page of its own, and each section leads back to it. */
export default function Settings() {
  const { pathname } = useLocation();
  const atList = pathname.replace(/\/$/, '') === '/settings';
  const here = SECTIONS.find(({ to }) => pathname.startsWith(to));
  return (
    <>
      {here && (
        <Link
          to="/settings"
          className="-ml-1 inline-flex min-h-11 items-center gap-1 text-soft no-underline hover:text-ink md:hidden"
        >
          <ChevronLeft size={18} strokeWidth={1.75} aria-hidden />
          Settings
        </Link>
      )}
      <PageHead title={here ? here.name : 'Settings'} />
      <div className="grid gap-8 md:grid-cols-[190px_minmax(0,1fr)] lg:gap-12">
        <nav aria-label="Settings" className={atList ? '' : 'max-md:hidden'}>
          <ul className="grid gap-1 max-md:gap-0 max-md:overflow-hidden max-md:rounded-lg max-md:border max-md:border-line max-md:bg-surface">
            {SECTIONS.map(({ to, name, about, icon: Icon }) => (
              <li key={to} className="max-md:border-line max-md:[&+li]:border-t">
                <NavLink
                  to={to}
                  className="flex min-h-[60px] items-center gap-3 rounded-md px-4 no-underline hover:bg-sunken md:min-h-9 md:px-2.5 md:font-medium md:text-soft md:aria-[current]:bg-sunken md:aria-[current]:text-ink dark:md:aria-[current]:bg-raised"
                >
                  <Icon size={18} strokeWidth={1.75} aria-hidden className="flex-none text-soft" />
                  <span className="min-w-0 flex-1">
                    {name}
                    <span className="block text-muted text-sm md:hidden">{about}</span>
                  </span>
                  <ChevronRight size={18} strokeWidth={1.75} aria-hidden className="text-muted md:hidden" />
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className={`grid max-w-2xl grid-cols-1 content-start gap-5 ${atList ? 'max-md:hidden' : ''}`}>
          <Outlet />
        </div>
      </div>
    </>
  );
}
