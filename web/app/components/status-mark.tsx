import type { PostStatus } from '@tiktimer/worker/contract';
import type { LucideIcon } from 'lucide-react';
import {
  Check,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  Clock,
  LoaderCircle,
  OctagonX,
  TriangleAlert,
} from 'lucide-react';
import { isScheduled } from '../lib/is-scheduled.ts';

export type ShownStatus = PostStatus | 'needs_you';

/** The same word in the database, the API and here; the icon is second and the colour third (ui.md 1). */
export const STATUS: Record<ShownStatus, { word: string; icon: LucideIcon; colour: string }> = {
  draft: { word: 'Draft', icon: CircleDashed, colour: 'text-muted' },
  scheduled: { word: 'Scheduled', icon: Clock, colour: 'text-steel' },
  needs_you: { word: 'Needs you', icon: TriangleAlert, colour: 'text-warn' },
  publishing: { word: 'Publishing', icon: LoaderCircle, colour: 'text-hand-text' },
  published: { word: 'Published', icon: Check, colour: 'text-good' },
  failed: { word: 'Failed', icon: OctagonX, colour: 'text-bad' },
  outcome_unknown: { word: 'Outcome unknown', icon: CircleHelp, colour: 'text-unsure' },
  cancelled: { word: 'Cancelled', icon: CircleSlash, colour: 'text-muted' },
};

export const statusWord = (status: ShownStatus) => STATUS[status].word;

/** What a post's status is called, given what the checks found. */
export function shownStatus(post: {
  status: PostStatus;
  held: unknown;
  findings: { severity: string }[];
}): ShownStatus {
  const blocked = post.held || post.findings.some(({ severity }) => severity === 'blocks');
  return blocked && isScheduled(post) ? 'needs_you' : post.status;
}

export function StatusMark({ status }: { status: ShownStatus }) {
  const { word, icon: Icon, colour } = STATUS[status];
  const turns = status === 'publishing' ? 'animate-sweep' : '';
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap font-medium text-sm ${colour}`}>
      <Icon size={15} strokeWidth={2} aria-hidden className={`flex-none ${turns}`} />
      {word}
    </span>
  );
}

/** The picture alone, where the word stands in the name of what holds it. */
export function StatusIcon({ status }: { status: ShownStatus }) {
  const { word, icon: Icon, colour } = STATUS[status];
  const turns = status === 'publishing' ? 'animate-sweep' : '';
  return (
    <span title={word} className={`flex-none ${colour}`}>
      <Icon size={15} strokeWidth={2} aria-hidden className={turns} />
    </span>
  );
}
