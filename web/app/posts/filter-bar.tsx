import { Form, Link, useSubmit } from '@remix-run/react';
import { ArrowDownUp, Search, SlidersHorizontal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { AccountOptions } from '../components/account-options.tsx';
import { Button } from '../components/button.tsx';
import { Question } from '../components/question.tsx';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';
import type { PostFilters } from './filters.ts';
import { isNarrowed, listAt, SPANS } from './filters.ts';

const TYPING_MS = 400;
const CHIP =
  'picker h-11 max-w-56 rounded-full border border-line bg-surface pl-3.5 text-soft text-sm hover:border-line-strong md:h-9';

interface Props {
  filters: PostFilters;
  accounts: { id: string; nickname: string }[];
}

/** Search, filters and the order. A form of its own address, so it works without scripts; with them it acts at once. */
export function FilterBar({ filters, accounts }: Props) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>();
  const [sheet, setSheet] = useState(false);
  const words = useRef<HTMLInputElement>(null);
  // The address may change without the field: a cleared search, another tab, the back button.
  useEffect(() => {
    if (words.current && words.current !== document.activeElement) words.current.value = filters.q;
  }, [filters.q]);
  const send = () => submit(form.current, { replace: true, preventScrollReset: true });
  const chosen = [filters.account, filters.privacy, filters.span].filter(Boolean).length;
  return (
    <div className="flex flex-wrap items-center gap-2 py-3.5">
      <Form
        ref={form}
        method="get"
        action="/posts"
        role="search"
        aria-label="Posts"
        className="flex min-w-0 flex-1 flex-wrap items-center gap-2"
      >
        {filters.tab !== 'all' && <input type="hidden" name="tab" value={filters.tab} />}
        <label className="relative min-w-0 flex-1 md:min-w-52 md:max-w-72">
          <span className="sr-only">Search captions and file names</span>
          <Search
            size={16}
            strokeWidth={1.75}
            aria-hidden
            className="absolute top-1/2 left-3 -translate-y-1/2 text-muted"
          />
          <input
            ref={words}
            type="search"
            name="q"
            defaultValue={filters.q}
            maxLength={100}
            placeholder="Search captions and file names"
            onChange={() => {
              clearTimeout(typing.current);
              typing.current = setTimeout(send, TYPING_MS);
            }}
            className="field pl-9"
          />
        </label>
        <div className="hidden flex-wrap gap-2 md:flex">
          <Choices filters={filters} accounts={accounts} className={CHIP} onChange={send} />
        </div>
        <noscript>
          <button type="submit" className="h-9 rounded-md border border-line-strong px-3">
            Search
          </button>
        </noscript>
      </Form>
      <Button
        type="button"
        icon={SlidersHorizontal}
        aria-haspopup="dialog"
        onClick={() => setSheet(true)}
        className="md:hidden"
      >
        Filters{chosen > 0 && ` · ${chosen}`}
      </Button>
      {isNarrowed(filters) && (
        <Link
          to={listAt(filters, { q: '', account: '', privacy: '', span: '' })}
          className="link thumb text-sm"
        >
          Clear
        </Link>
      )}
      {filters.tab !== 'drafts' && <Order filters={filters} />}
      {sheet && (
        <Question title="Filters" sheet onClose={() => setSheet(false)}>
          <Form method="get" action="/posts" className="mt-4 grid gap-3" onSubmit={() => setSheet(false)}>
            {filters.tab !== 'all' && <input type="hidden" name="tab" value={filters.tab} />}
            {filters.q && <input type="hidden" name="q" value={filters.q} />}
            <Choices filters={filters} accounts={accounts} className="field picker" />
            <Button variant="primary" className="mt-2">
              Show posts
            </Button>
          </Form>
        </Question>
      )}
    </div>
  );
}

function Choices({
  filters,
  accounts,
  className,
  onChange,
}: Props & { className: string; onChange?: () => void }) {
  const common = { className, ...(onChange && { onChange }) };
  return (
    <>
      <select
        name="account"
        aria-label="Account"
        key={`a${filters.account}`}
        defaultValue={filters.account}
        {...common}
      >
        <AccountOptions accounts={accounts} />
      </select>
      <select name="span" aria-label="Time" key={`s${filters.span}`} defaultValue={filters.span} {...common}>
        {SPANS.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      <select
        name="privacy"
        aria-label="Visibility"
        key={`p${filters.privacy}`}
        defaultValue={filters.privacy}
        {...common}
      >
        <option value="">Any visibility</option>
        {Object.entries(PRIVACY_WORDS).map(([level, words]) => (
          <option key={level} value={level}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}

function Order({ filters }: { filters: PostFilters }) {
  const ascending = filters.order === 'asc';
  return (
    <Link
      to={listAt(filters, { order: ascending ? 'desc' : 'asc' })}
      preventScrollReset
      aria-label={`Sorted by time, ${ascending ? 'earliest' : 'latest'} first. Turn round`}
      className="inline-flex h-11 items-center gap-2 rounded-full border border-line bg-surface px-3.5 text-soft text-sm no-underline hover:border-line-strong md:h-9"
    >
      <ArrowDownUp size={15} strokeWidth={1.75} aria-hidden />
      <span className="max-md:sr-only">{ascending ? 'Earliest first' : 'Latest first'}</span>
    </Link>
  );
}
