import type { Account } from '@tiktimer/worker/contract';
import { Check, X } from 'lucide-react';
import { ConnectButton } from '../components/connect-button.tsx';

/** TikTok's scopes in the words of ui.md 3.10; without the first nothing goes out. */
const NEEDED = 'video.publish';
const SCOPES: [scope: string, words: string][] = [
  ['user.info.basic', 'See your name and picture'],
  ['user.info.profile', 'See your profile link'],
  ['user.info.stats', 'See your follower count'],
  [NEEDED, 'Post for you'],
  ['video.upload', 'Send to your TikTok inbox'],
  ['video.list', 'See your videos and views'],
];

/** What the creator allowed on TikTok's page; what posting needs and was not allowed is said too. */
export function PermissionList({ account: { id, scopes, status } }: { account: Account }) {
  const lacks = status === 'connected' && !scopes.includes(NEEDED);
  return (
    <>
      <ul className="mt-2 grid gap-1.5">
        {SCOPES.filter(([scope]) => scopes.includes(scope) || (lacks && scope === NEEDED)).map(
          ([scope, words]) => {
            const allowed = scopes.includes(scope);
            const Icon = allowed ? Check : X;
            return (
              <li key={scope} className="flex gap-2.5 text-sm">
                <Icon
                  size={16}
                  strokeWidth={2}
                  aria-hidden
                  className={`mt-px flex-none ${allowed ? 'text-good' : 'text-warn'}`}
                />
                {words}
                {!allowed && <span className="text-warn">not allowed</span>}
              </li>
            );
          },
        )}
      </ul>
      {lacks && (
        <div className="mt-3">
          <ConnectButton reconnect returnTo={`/accounts/${id}`}>
            Allow posting again
          </ConnectButton>
        </div>
      )}
    </>
  );
}
