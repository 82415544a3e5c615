import { Link } from '@remix-run/react';
import type { Account } from '@tiktimer/worker/contract';
import { Strip } from '../components/strip.tsx';

/** TikTok offers an account of an app that it has not approved nothing but Only me (tiktok-api.md 2 and 8). */
export const isUnaudited = ({ creatorInfo, status }: Account): boolean =>
  status === 'connected' && creatorInfo?.privacyOptions.join() === 'SELF_ONLY';

/** Why nothing but "Only me" can be chosen, and that it will pass. */
export function Unaudited({ accounts }: { accounts: Account[] }) {
  if (!accounts.some(isUnaudited)) return null;
  return (
    <Strip tone="info">
      <b>Only me, for now.</b> Until TikTok approves this app, posts go out as Only me, and only from accounts
      set to private. You can show each to others in the TikTok app afterwards.{' '}
      <Link to="/go-live#until-tiktok-approves" className="link">
        What approval takes
      </Link>
    </Strip>
  );
}
