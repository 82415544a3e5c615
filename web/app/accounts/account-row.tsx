import { Link } from '@remix-run/react';
import type { Account, AccountDay } from '@tiktimer/worker/contract';
import { Check, TriangleAlert } from 'lucide-react';
import { AccountFace } from '../components/account-face.tsx';
import { QuotaMeter } from '../components/quota-meter.tsx';

/** One account among many: its name, its health and its day in a line. The whole row opens it. */
export function AccountRow({ account, day }: { account: Account; day: AccountDay | null }) {
  const signedOut = account.status === 'needs_reconnect';
  const Icon = signedOut ? TriangleAlert : Check;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3 last:border-b-0">
      <AccountFace name={account.nickname} picture={account.avatarUrl} />
      <div className="min-w-40 flex-1">
        <Link
          to={`/accounts/${account.id}`}
          className="block truncate font-medium no-underline after:absolute after:inset-0"
        >
          {account.nickname}
        </Link>
        <p className="truncate text-muted text-xs">@{account.username}</p>
      </div>
      {day && (
        <span className="flex w-40 max-sm:hidden">
          <QuotaMeter quota={day.quota} planned={day.plannedIn24h} />
        </span>
      )}
      <span
        className={`inline-flex w-44 items-center gap-1.5 font-medium text-sm ${signedOut ? 'text-warn' : 'text-good'}`}
      >
        <Icon size={15} strokeWidth={2} aria-hidden />
        {signedOut ? 'Needs reconnecting' : 'Connected'}
      </span>
    </li>
  );
}
