import type { Post } from '@tiktimer/worker/contract';
import { CircleHelp, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from '../components/button.tsx';
import { ConnectButton } from '../components/connect-button.tsx';
import { useMinute } from '../lib/clock.ts';
import { firstWords } from '../lib/first-words.ts';
import { posts as postsWords, postTime } from '../lib/format.ts';
import type { Need } from './load.server.ts';

/** What waits for the creator: one sentence, one button (ui.md 1). */
export function NeedList({ needs, zone }: { needs: Need[]; zone: string }) {
  return (
    <ul className="border-line border-b">
      {needs.map((need) =>
        need.kind === 'account' ? (
          <AccountNeed key={need.id} need={need} zone={zone} />
        ) : (
          <PostNeed key={need.post.id} post={need.post} />
        ),
      )}
    </ul>
  );
}

function AccountNeed({ need, zone }: { need: Need & { kind: 'account' }; zone: string }) {
  const now = useMinute();
  const { username, scheduled, firstAt } = need;
  const first = firstAt ? `, the first ${postTime(firstAt, zone, now).replace('Today', 'today at')}` : '';
  return (
    <Row
      icon={<TriangleAlert size={18} strokeWidth={2} aria-hidden className="text-warn" />}
      head={`TikTok signed us out of @${username}.`}
      button={
        <ConnectButton reconnect returnTo={`/accounts/${need.id}`}>
          Reconnect
        </ConnectButton>
      }
    >
      {scheduled > 0
        ? `${postsWords(scheduled).replace(' ', ' scheduled ')} ${scheduled === 1 ? 'waits' : 'wait'} for this${first}.`
        : 'Sign in again to post with it.'}
    </Row>
  );
}

const CAPTION_SHOWN = 60;
const name = ({ caption }: Post) => {
  const words = firstWords(caption, CAPTION_SHOWN);
  return words ? `“${words}”` : 'A post';
};

function PostNeed({ post }: { post: Post }) {
  const to = `/posts/${post.id}`;
  if (post.status === 'failed')
    return (
      <Row
        icon={<OctagonX size={18} strokeWidth={2} aria-hidden className="text-bad" />}
        head={`${name(post)} did not go out.`}
        button={<LinkButton to={to}>See why</LinkButton>}
      >
        Nothing was posted. {post.failure?.sentence}
      </Row>
    );
  if (post.status === 'outcome_unknown')
    return (
      <Row
        icon={<CircleHelp size={18} strokeWidth={2} aria-hidden className="text-unsure" />}
        head={`We do not know if TikTok has ${name(post).replace('A post', 'a post')}.`}
        button={<LinkButton to={to}>Tell us</LinkButton>}
      >
        We stopped so that it cannot go out twice. Look at your profile, then tell us.
      </Row>
    );
  const finding = post.findings.find(({ severity }) => severity === 'blocks');
  const why = post.held ?? finding;
  return (
    <Row
      icon={<TriangleAlert size={18} strokeWidth={2} aria-hidden className="text-warn" />}
      head={`${name(post)} needs you.`}
      button={
        <LinkButton to={to} wraps>
          {why?.action ?? 'Look'}
        </LinkButton>
      }
    >
      {why?.sentence}
    </Row>
  );
}

function Row({
  icon,
  head,
  button,
  children,
}: {
  icon: ReactNode;
  head: string;
  button: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] items-center gap-x-3 gap-y-2 border-line border-t py-3 md:grid-cols-[20px_minmax(0,1fr)_auto]">
      {icon}
      <p className="min-w-0 break-words">
        <b>{head}</b> <span className="text-soft">{children}</span>
      </p>
      <div className="max-md:col-start-2 max-md:justify-self-start">{button}</div>
    </li>
  );
}
