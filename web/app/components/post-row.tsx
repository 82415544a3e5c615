import { Link } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useMinute } from '../lib/clock.ts';
import { lateness, postTime } from '../lib/format.ts';
import { Relative } from './countdown.tsx';
import { Cover } from './cover.tsx';
import { StatusMark, shownStatus } from './status-mark.tsx';

type Listed = Pick<
  Post,
  'id' | 'caption' | 'status' | 'held' | 'findings' | 'publishAt' | 'latenessMs' | 'posterUrl'
>;

/** As on phones: longer than a tap, shorter than patience. */
const LONG_PRESS_MS = 500;
const DRIFT_MAX_PX = 10;

/**
 * A row from 768, a card below. The whole row opens the post; its caption is the link's name. A long press selects;
 * check boxes show on phones only once something is selected.
 */
export function PostRow({
  post,
  zone,
  account,
  selected,
  selecting,
  onSelect,
  menu,
}: {
  post: Listed;
  zone: string;
  account: string;
  selected: boolean;
  /** Something is selected, so a tap may select more. */
  selecting: boolean;
  /** `range`: up to here from the one selected last. */
  onSelect: (range: boolean) => void;
  menu: ReactNode;
}) {
  const press = useLongPress(() => onSelect(false));
  return (
    <tr
      {...press}
      data-post={post.id}
      className={`relative border-line border-b max-md:grid max-md:grid-cols-[auto_minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:px-1 max-md:py-3 md:[&>td]:py-2.5 md:[&>td]:pr-4 ${selected ? 'bg-steel-tint' : 'hover:bg-sunken/60'}`}
    >
      <td className={`w-10 md:pl-2.5 ${selecting ? '' : 'max-md:hidden'}`}>
        <Check
          label={`Select ${post.caption || 'the post without a caption'}`}
          checked={selected}
          onChange={onSelect}
        />
      </td>
      <td className={`min-w-0 md:w-[46%] ${selecting ? '' : 'max-md:col-span-2'}`}>
        <Link
          to={`/posts/${post.id}`}
          prefetch="intent"
          draggable={false}
          className="row-link flex items-center gap-3 font-medium no-underline after:absolute after:inset-0"
        >
          <Cover src={post.posterUrl} />
          <span className="line-clamp-2 wrap-anywhere min-w-0 max-w-md">{post.caption || 'No caption'}</span>
        </Link>
      </td>
      <td className="max-w-44 truncate text-soft max-lg:sr-only" title={account}>
        {account}
      </td>
      <td
        className={`tabular whitespace-nowrap max-md:col-span-2 max-md:col-start-1 max-md:row-start-2 max-md:pt-2 ${selecting ? 'max-md:pl-[86px]' : 'max-md:pl-[42px]'}`}
      >
        <When post={post} zone={zone} />
      </td>
      <td className="whitespace-nowrap max-md:col-start-3 max-md:row-start-2 max-md:self-center max-md:pt-2">
        <StatusMark status={shownStatus(post)} />
      </td>
      <td className="w-10 max-md:col-start-3 max-md:row-start-1 max-md:justify-self-end">{menu}</td>
    </tr>
  );
}

/** The box is small, what can be pressed around it is not. */
export function Check({
  label,
  checked,
  mixed,
  onChange,
}: {
  label: string;
  checked: boolean;
  mixed?: boolean;
  onChange: (range: boolean) => void;
}) {
  return (
    <label className="awake-only relative z-[1] -m-3 grid size-11 place-items-center md:size-10">
      <input
        type="checkbox"
        className="tick-box"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = mixed ?? false;
        }}
        onChange={({ nativeEvent }) => onChange((nativeEvent as MouseEvent).shiftKey === true)}
      />
    </label>
  );
}

/** Touch only: a mouse has the boxes. The click that ends a long press is swallowed. */
function useLongPress(act: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const start = useRef({ x: 0, y: 0 });
  const fired = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown: ({ pointerType, clientX, clientY }: React.PointerEvent) => {
      fired.current = false;
      if (pointerType !== 'touch') return;
      start.current = { x: clientX, y: clientY };
      timer.current = setTimeout(() => {
        fired.current = true;
        act();
      }, LONG_PRESS_MS);
    },
    onPointerMove: ({ clientX, clientY }: React.PointerEvent) => {
      const { x, y } = start.current;
      if (Math.hypot(clientX - x, clientY - y) > DRIFT_MAX_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event: React.MouseEvent) => {
      if (fired.current) event.preventDefault();
    },
    onClickCapture: (event: React.MouseEvent) => {
      if (!fired.current) return;
      fired.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function When({ post, zone }: { post: Listed; zone: string }) {
  const now = useMinute();
  if (!post.publishAt) return <span className="text-muted">No time yet</span>;
  return (
    <>
      <time dateTime={post.publishAt} className="block font-medium">
        {postTime(post.publishAt, zone, now)}
      </time>
      <span className="block text-muted text-xs">
        <Aside post={post} at={post.publishAt} />
      </span>
    </>
  );
}

function Aside({ post, at }: { post: Listed; at: string }) {
  if (post.status === 'failed') return 'nothing was posted';
  if (post.latenessMs !== null) return lateness(post.latenessMs);
  return <Relative at={at} />;
}
