import { Form, Link, useNavigate } from '@remix-run/react';
import { ChevronLeft, ChevronRight, Globe, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { AccountOptions } from '../components/account-options.tsx';
import { LinkButton } from '../components/button.tsx';
import { Menu } from '../components/menu.tsx';
import { zoneCity, zoneOffset } from '../lib/format.ts';
import type { View } from './days.ts';
import { VIEWS } from './days.ts';
import type { CalendarQuery } from './query.ts';
import { STATUS_CHOICES } from './query.ts';

const NAMES: Record<View, string> = { month: 'Month', week: 'Week', list: 'List' };
const STEP =
  'grid size-11 place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink max-md:not-focus:sr-only md:size-8';

/** The period with its steps: ‹ Today ›. A phone swipes instead; there the steps show when they have the focus. */
export function Period({
  title,
  short,
  unit,
  earlier,
  later,
  today,
  children,
}: {
  title: string;
  /** What a phone has room for. */
  short: string;
  unit: 'month' | 'week';
  earlier: string;
  later: string;
  today: string;
  /** What stands beside it on a phone. */
  children: ReactNode;
}) {
  return (
    <div className="flex items-center gap-x-1 max-md:flex-wrap md:gap-x-2.5">
      <h1 tabIndex={-1} className="text-xl tracking-title max-md:grow md:whitespace-nowrap">
        <span className="max-md:hidden">{title}</span>
        <span className="md:hidden">{short}</span>
      </h1>
      <div className="flex flex-none items-center gap-1 max-md:ml-auto">
        <Link to={earlier} preventScrollReset aria-label={`Previous ${unit}`} className={STEP}>
          <ChevronLeft size={19} strokeWidth={1.75} aria-hidden />
        </Link>
        <LinkButton
          to={today}
          preventScrollReset
          className="max-md:border-transparent max-md:bg-transparent max-md:px-2 max-md:text-soft"
        >
          Today
        </LinkButton>
        <Link to={later} preventScrollReset aria-label={`Next ${unit}`} className={STEP}>
          <ChevronRight size={19} strokeWidth={1.75} aria-hidden />
        </Link>
        {children}
      </div>
    </div>
  );
}

export function ViewSwitch({ view, to }: { view: View; to: (view: View) => string }) {
  return (
    <nav aria-label="View" className="flex rounded-[10px] bg-sunken p-[3px] max-md:hidden">
      {VIEWS.map((each) => (
        <Link
          key={each}
          to={to(each)}
          preventScrollReset
          aria-current={each === view ? 'true' : undefined}
          className="rounded-[7px] px-2.5 py-1.5 font-medium text-soft no-underline hover:text-ink aria-[current]:bg-raised aria-[current]:text-ink aria-[current]:shadow-1"
        >
          {NAMES[each]}
        </Link>
      ))}
    </nav>
  );
}

interface FilterProps {
  query: CalendarQuery;
  accounts: { id: string; nickname: string }[];
  home: string;
  now: number;
  to: (change: Record<string, string | null>) => string;
}

/** Account, status and zone as pills in a row, from 768. */
export const Filters = (props: FilterProps) => (
  <div className="flex flex-wrap items-center gap-1.5 max-md:hidden">
    <Choices {...props} />
  </div>
);

/** The same behind one button, below 768. */
export const FilterSheet = (props: FilterProps) => (
  <Menu
    className="relative md:hidden"
    summary={
      <>
        <SlidersHorizontal size={20} strokeWidth={1.75} aria-hidden />
        <span className="sr-only">Filter</span>
      </>
    }
    summaryClass="grid size-11 place-items-center rounded-md text-soft"
  >
    <div className="absolute top-full -right-24 z-10 flex w-64 flex-col gap-3 rounded-lg border border-line bg-raised p-4 shadow-3">
      <Choices {...props} />
    </div>
  </Menu>
);

const PILL =
  'picker h-11 max-w-full rounded-full border border-line bg-surface pl-3.5 font-medium text-soft hover:border-line-strong md:h-[30px] md:text-sm';

/** Each choice acts at once; without scripts a button sends them. */
function Choices({ query, accounts, home, now, to }: FilterProps) {
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const change = (name: string) => (event: { target: { value: string } }) =>
    navigate(to({ [name]: event.target.value || null }), { preventScrollReset: true });
  return (
    <Form action="/calendar" className="contents">
      <input type="hidden" name="view" value={query.view} />
      <input type="hidden" name="date" value={query.date} />
      <select
        name="account"
        aria-label="Account"
        value={query.account}
        onChange={change('account')}
        className={`${PILL} md:max-w-34`}
      >
        <AccountOptions accounts={accounts} />
      </select>
      <select
        name="status"
        aria-label="Status"
        value={query.status}
        onChange={change('status')}
        className={PILL}
      >
        {Object.entries(STATUS_CHOICES).map(([key, { name }]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      <span className="relative inline-flex items-center">
        <Globe
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className="pointer-events-none absolute left-3 text-soft"
        />
        <select
          name="zone"
          aria-label="Show times in"
          title="Changes what you see, not when posts go out"
          value={query.zone}
          onFocus={() => setOpened(true)}
          onPointerEnter={() => setOpened(true)}
          onChange={(event) =>
            change('zone')({ target: { value: event.target.value === home ? '' : event.target.value } })
          }
          className={`${PILL} w-full pl-8 md:max-w-36`}
        >
          <Zones shown={[query.zone, home]} all={opened} now={now} />
        </select>
      </span>
      <noscript>
        <button type="submit" className="link min-h-8">
          Show
        </button>
      </noscript>
    </Form>
  );
}

/** The whole list of zones is written when somebody reaches for it; the two that matter are there at once. */
function Zones({ shown, all, now }: { shown: string[]; all: boolean; now: number }): ReactNode {
  const first = [...new Set(shown)];
  const rest = all ? Intl.supportedValuesOf('timeZone').filter((zone) => !first.includes(zone)) : [];
  return (
    <>
      {first.map((zone) => (
        <option key={zone} value={zone}>
          {zoneCity(zone)} ({zoneOffset(now, zone)})
        </option>
      ))}
      {rest.length > 0 && (
        <optgroup label="All zones">
          {rest.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </optgroup>
      )}
    </>
  );
}
