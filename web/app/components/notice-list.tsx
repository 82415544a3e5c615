import type { Notice } from '@tiktimer/worker/contract';
import type { LucideIcon } from 'lucide-react';
import { Bell, CircleCheck, CircleHelp, OctagonX, TriangleAlert } from 'lucide-react';
import { firstWords } from '../lib/first-words.ts';
import { isoDay, postTime } from '../lib/format.ts';
import { noticeAddress } from '../lib/notice-address.ts';
import { LinkButton } from './button.tsx';

const LOOK: Record<string, { icon: LucideIcon; colour: string }> = {
  published: { icon: CircleCheck, colour: 'text-good' },
  failed: { icon: OctagonX, colour: 'text-bad' },
  outcome_unknown: { icon: CircleHelp, colour: 'text-unsure' },
  held: { icon: TriangleAlert, colour: 'text-bad' },
  signed_out: { icon: TriangleAlert, colour: 'text-warn' },
};
const OTHER = { icon: Bell, colour: 'text-soft' };

/** Notices in two groups, today's and the earlier ones, each with its one action. */
export function NoticeList({
  notices,
  zone,
  now,
  heading: Heading,
  onFollow,
}: {
  notices: Notice[];
  zone: string;
  now: number;
  /** One below the heading that the list stands under. */
  heading: 'h2' | 'h3';
  onFollow?: () => void;
}) {
  const today = notices.filter(({ createdAt }) => isoDay(createdAt, zone) === isoDay(now, zone));
  const groups = [
    { name: 'Today', notices: today },
    { name: 'Earlier', notices: notices.filter((notice) => !today.includes(notice)) },
  ].filter((group) => group.notices.length > 0);
  return groups.map(({ name, notices: shown }) => (
    <section key={name} aria-label={`Notices, ${name.toLowerCase()}`}>
      <Heading className="pt-3 pb-1 font-medium text-muted text-xs">{name}</Heading>
      <ul>
        {shown.map((notice) => (
          <Item key={notice.id} notice={notice} zone={zone} now={now} onFollow={onFollow} />
        ))}
      </ul>
    </section>
  ));
}

const CAPTION_SHOWN = 60;
const nameOf = (caption: string) => {
  const words = firstWords(caption, CAPTION_SHOWN);
  return words ? `“${words}”` : 'A post without a caption';
};

function Item({
  notice,
  zone,
  now,
  onFollow,
}: {
  notice: Notice;
  zone: string;
  now: number;
  onFollow: (() => void) | undefined;
}) {
  const { icon: Icon, colour } = LOOK[notice.kind] ?? OTHER;
  const to = noticeAddress(notice);
  const unread = notice.readAt === null;
  return (
    <li className="flex items-start gap-3 border-line border-b py-3 last:border-b-0">
      <Icon size={18} strokeWidth={1.75} aria-hidden className={`mt-0.5 flex-none ${colour}`} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-44">
          <p className={`break-words ${unread ? 'font-medium' : 'text-soft'}`}>
            {unread && <span className="sr-only">Unread: </span>}
            {notice.sentence}
          </p>
          {notice.caption !== null && (
            <p className="break-words text-soft text-sm">{nameOf(notice.caption)}</p>
          )}
          <time dateTime={notice.createdAt} className="text-muted text-xs">
            {postTime(notice.createdAt, zone, now)}
          </time>
        </div>
        {to && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside takes the keys
          // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the link was followed
          <span onClick={onFollow}>
            <LinkButton to={to} size="sm" wraps>
              {notice.action ?? 'Look'}
            </LinkButton>
          </span>
        )}
      </div>
      {unread && <i aria-hidden="true" className="mt-2 size-2 flex-none rounded-full bg-steel" />}
    </li>
  );
}
