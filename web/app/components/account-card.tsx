import { Form, Link, useNavigation } from '@remix-run/react';
import type { Account, AccountDay, AccountDetail } from '@tiktimer/worker/contract';
import { Check, RefreshCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Waiting } from '../accounts/load.server.ts';
import { PermissionList } from '../accounts/permission-list.tsx';
import { SignedOut } from '../accounts/signed-out.tsx';
import { WaitingPosts } from '../accounts/waiting-posts.tsx';
import { useMinute } from '../lib/clock.ts';
import { date, limitWords, minute, postTime } from '../lib/format.ts';
import { AccountFace } from './account-face.tsx';
import { Button, LinkButton } from './button.tsx';
import { QuotaMeter } from './quota-meter.tsx';

/** One connected account: its health, what TikTok lets it do today, and what waits for it. */
export function AccountCard({
  account,
  day,
  zone,
  askedAt,
  waiting,
  alone,
}: {
  account: Account | AccountDetail;
  day: AccountDay | null;
  zone: string;
  /** When TikTok was asked for this page. */
  askedAt: number;
  /** What waits for a new sign-in, if that is needed. */
  waiting: Waiting[];
  /** It has the page to itself, so it does not lead to itself. */
  alone?: boolean;
}) {
  const signedOut = account.status === 'needs_reconnect';
  const silent = 'fresh' in account && !account.fresh && !signedOut && !account.cannotPost;
  const titleId = `account-${account.id}`;
  const [Title, Part] = alone ? (['h1', 'h2'] as const) : (['h2', 'h3'] as const);
  return (
    <section
      aria-labelledby={titleId}
      className="grid rounded-lg border border-line bg-surface shadow-1 lg:grid-cols-[minmax(0,1fr)_300px]"
    >
      <div className="min-w-0 p-5">
        <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
          <AccountFace name={account.nickname} picture={account.avatarUrl} size="lg" />
          <div className="min-w-40 flex-1">
            <Title
              id={titleId}
              tabIndex={alone ? -1 : undefined}
              className={`truncate text-lg tracking-title ${alone ? '' : 'max-md:-my-3'}`}
            >
              {alone ? (
                account.nickname
              ) : (
                <Link
                  to={`/accounts/${account.id}`}
                  className="no-underline hover:underline max-md:block max-md:truncate max-md:py-3"
                >
                  {account.nickname}
                </Link>
              )}
            </Title>
            <p className="truncate text-soft text-sm">@{account.username}</p>
          </div>
          <Health account={account} zone={zone} />
        </div>
        {signedOut && <SignedOut account={account} today={day} known={waiting.length} zone={zone} />}
        {silent && (
          <p role="status" className="mt-4 rounded-[10px] bg-sunken px-4 py-3 text-sm">
            TikTok did not answer at {minute(askedAt, zone)}.
            {account.creatorInfo &&
              ` What you see is from ${postTime(account.creatorInfo.at, zone, askedAt)}.`}
          </p>
        )}
        <dl className="mt-5 grid gap-3.5">
          {day && <QuotaRow day={day} />}
          {'cannotPost' in account && account.cannotPost && (
            <Row name="Today">
              <span className="text-warn">{account.cannotPost}</span>
            </Row>
          )}
          {account.creatorInfo && (
            <Row name="Videos">Up to {limitWords(account.creatorInfo.maxVideoSeconds)}</Row>
          )}
          {account.signInEndsAt && !signedOut && (
            <Row name="Sign-in">
              Access renews itself; sign-in lasts until <b>{date(account.signInEndsAt, zone)}</b>.
            </Row>
          )}
          {day?.next && !signedOut && <NextPost next={day.next} scheduled={day.scheduled} zone={zone} />}
        </dl>
      </div>
      <div className="min-w-0 border-line p-5 max-lg:border-t lg:border-l">
        {waiting.length > 0 ? (
          <>
            <Part className="text-base">Waiting for this account</Part>
            <WaitingPosts posts={waiting} zone={zone} />
          </>
        ) : (
          <>
            <div className="flex items-baseline justify-between">
              <Part className="text-base">It lets TikTimer</Part>
              {account.creatorInfo && (
                <span className="text-muted text-xs">checked {minute(account.creatorInfo.at, zone)}</span>
              )}
            </div>
            <PermissionList account={account} />
          </>
        )}
        <div className="mt-3 -ml-2.5 flex flex-wrap gap-1">
          {!signedOut && <CheckNow accountId={account.id} />}
          <LinkButton
            to={`${alone ? `/accounts/${account.id}` : '/accounts'}?disconnect=${account.id}`}
            variant="quiet"
            size="sm"
            preventScrollReset
          >
            Disconnect
          </LinkButton>
        </div>
      </div>
    </section>
  );
}

/** Asks TikTok once more; the answer is what the page then shows. */
function CheckNow({ accountId }: { accountId: string }) {
  const navigation = useNavigation();
  const pending =
    navigation.state !== 'idle' &&
    navigation.formData?.get('intent') === 'check' &&
    navigation.formAction === `/accounts/${accountId}`;
  return (
    <Form method="post" action={`/accounts/${accountId}`} preventScrollReset>
      <Button name="intent" value="check" variant="quiet" size="sm" icon={RefreshCw} pending={pending}>
        Check now
      </Button>
    </Form>
  );
}

function Health({ account, zone }: { account: Account; zone: string }) {
  const signedOut = account.status === 'needs_reconnect';
  const Icon = signedOut ? TriangleAlert : Check;
  return (
    <span
      className={`inline-flex items-center gap-1.5 font-medium text-sm ${signedOut ? 'text-warn' : 'text-good'}`}
    >
      <Icon size={15} strokeWidth={2} aria-hidden />
      {signedOut ? 'Needs reconnecting' : 'Connected'}
      {!signedOut && account.creatorInfo && (
        <span className="sr-only">, checked {minute(account.creatorInfo.at, zone)}</span>
      )}
    </span>
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

function QuotaRow({ day }: { day: AccountDay }) {
  const { quota, plannedIn24h } = day;
  return (
    <Row name="Posts in 24 h">
      <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <QuotaMeter quota={quota} planned={plannedIn24h} short />
        <span className="tabular">
          {quota.usedIn24h} of about {quota.about}
          {plannedIn24h > 0 && `, ${plannedIn24h} planned`}
        </span>
      </span>
    </Row>
  );
}

function NextPost({
  next,
  scheduled,
  zone,
}: {
  next: NonNullable<AccountDay['next']>;
  scheduled: number;
  zone: string;
}) {
  const now = useMinute();
  return (
    <Row name="Next post">
      <Link to={`/posts/${next.id}`} className="link">
        {next.caption.slice(0, 80).trim() || 'No caption'}
      </Link>
      <span className="text-soft">
        {', '}
        <time dateTime={next.publishAt}>{postTime(next.publishAt, zone, now)}</time>
        {scheduled > 1 && `, ${scheduled - 1} more scheduled`}
      </span>
    </Row>
  );
}
