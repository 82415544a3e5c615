import { Link } from '@remix-run/react';
import type { Account, AccountDetail } from '@tiktimer/worker/contract';
import { Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '../lib/clock.ts';
import { date, limitWords, minute, posts, postTime } from '../lib/format.ts';
import { AccountFace } from './account-face.tsx';
import { LinkButton } from './button.tsx';
import { ConnectButton } from './connect-button.tsx';
import { TickRail } from './tick-rail.tsx';

interface WaitingPost {
  id: string;
  caption: string;
  publishAt: string | null;
}

/** One connected account: its health, what TikTok lets it do today, and what waits for it. */
export function AccountCard({
  account,
  waiting,
  zone,
}: {
  account: Account | AccountDetail;
  waiting: WaitingPost[];
  zone: string;
}) {
  const signedOut = account.status === 'needs_reconnect';
  const titleId = `account-${account.id}`;
  return (
    <section
      aria-labelledby={titleId}
      className="grid rounded-lg border border-line bg-surface shadow-1 lg:grid-cols-[minmax(0,1fr)_300px]"
    >
      <div className="min-w-0 p-5">
        <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
          <AccountFace name={account.nickname} large />
          <div className="min-w-0 flex-1">
            <h2 id={titleId} className="truncate text-lg tracking-title">
              {account.nickname}
            </h2>
            <p className="truncate text-soft text-sm">@{account.username}</p>
          </div>
          <Health signedOut={signedOut} />
        </div>
        {signedOut && <SignedOut account={account} waiting={waiting.length} />}
        <dl className="mt-5 grid gap-3.5">
          {'quota' in account && <QuotaRow quota={account.quota} planned={waiting.length} />}
          {account.creatorInfo && (
            <Row name="Videos">Up to {limitWords(account.creatorInfo.maxVideoSeconds)}</Row>
          )}
          {account.signInEndsAt && !signedOut && (
            <Row name="Sign-in">
              Renews itself. Good until <b>{date(account.signInEndsAt, zone)}</b> without you.
            </Row>
          )}
          {'cannotPost' in account && account.cannotPost && (
            <Row name="Today">
              <span className="text-warn">{account.cannotPost}</span>
            </Row>
          )}
        </dl>
      </div>
      <div className="min-w-0 border-line p-5 max-lg:border-t lg:border-l">
        {waiting.length > 0 && <Waiting posts={waiting} zone={zone} />}
        <div className="flex items-baseline justify-between">
          <h3 className="text-base">It lets TikTimer</h3>
          {account.creatorInfo && (
            <span className="text-muted text-xs">checked {minute(account.creatorInfo.at, zone)}</span>
          )}
        </div>
        <Permissions scopes={account.scopes} />
        <div className="mt-3 -ml-2.5">
          <LinkButton to={`/accounts?disconnect=${account.id}`} variant="quiet" size="sm" preventScrollReset>
            Disconnect
          </LinkButton>
        </div>
      </div>
    </section>
  );
}

function Health({ signedOut }: { signedOut: boolean }) {
  const Icon = signedOut ? TriangleAlert : Check;
  return (
    <span
      className={`inline-flex items-center gap-1.5 font-medium text-sm ${signedOut ? 'text-warn' : 'text-good'}`}
    >
      <Icon size={15} strokeWidth={2} aria-hidden />
      {signedOut ? 'Needs reconnecting' : 'Connected'}
    </span>
  );
}

function SignedOut({ account, waiting }: { account: Account; waiting: number }) {
  return (
    <div
      role="alert"
      className="mt-4 flex flex-wrap items-center gap-3 rounded-[10px] bg-warn-tint px-4 py-3.5"
    >
      <div className="min-w-52 flex-1">
        <p className="font-strong">TikTok signed us out.</p>
        <p className="text-sm">
          {waiting > 0
            ? `${posts(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for this. Sign in again on TikTok’s own page, and nothing is late.`
            : 'Sign in again on TikTok’s own page.'}
        </p>
      </div>
      <ConnectButton primary reconnect>
        Reconnect @{account.username}
      </ConnectButton>
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-1 sm:grid-cols-[128px_1fr]">
      <dt className="text-soft text-sm">{name}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

function QuotaRow({ quota, planned }: { quota: AccountDetail['quota']; planned: number }) {
  const { usedIn24h, about } = quota;
  return (
    <Row name="Posts in 24 h">
      <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <TickRail
          total={about || 15}
          filled={usedIn24h}
          short
          label="Posts in 24 hours"
          valueText={`${usedIn24h} of about ${about} posts in 24 hours`}
        />
        <span className="tabular">
          {usedIn24h} of about {about}
          {planned > 0 && `, ${planned} planned`}
        </span>
      </span>
    </Row>
  );
}

const SHOWN = 3;

function Waiting({ posts: list, zone }: { posts: WaitingPost[]; zone: string }) {
  const now = useNow();
  return (
    <div className="mb-5">
      <h3 className="text-base">Waiting for this account</h3>
      <ul className="mt-2 grid gap-2">
        {list.slice(0, SHOWN).map(({ id, caption, publishAt }) => (
          <li key={id}>
            <Link
              to={`/posts/${id}`}
              className="block truncate font-medium text-sm no-underline hover:underline"
            >
              {caption || 'No caption'}
            </Link>
            {publishAt && (
              <time dateTime={publishAt} className="text-muted text-xs">
                {postTime(publishAt, zone, now)}
              </time>
            )}
          </li>
        ))}
      </ul>
      {list.length > SHOWN && <p className="mt-2 text-muted text-xs">and {list.length - SHOWN} more</p>}
    </div>
  );
}

/** TikTok's scopes in the words of ui.md 3.10. */
const SCOPES: [scope: string, words: string][] = [
  ['user.info.basic', 'See your name and picture'],
  ['user.info.profile', 'See your profile link'],
  ['user.info.stats', 'See your follower count'],
  ['video.publish', 'Post for you'],
  ['video.upload', 'Send to your TikTok inbox'],
  ['video.list', 'See your videos and views'],
];

function Permissions({ scopes }: { scopes: string[] }) {
  return (
    <ul className="mt-2 grid gap-1.5">
      {SCOPES.filter(([scope]) => scopes.includes(scope)).map(([scope, words]) => (
        <li key={scope} className="flex gap-2.5 text-sm">
          <Check size={16} strokeWidth={2} aria-hidden className="mt-px flex-none text-good" />
          {words}
        </li>
      ))}
    </ul>
  );
}
