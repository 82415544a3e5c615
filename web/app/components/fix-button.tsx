import type { Fix } from '../lib/fixes.ts';
import { LinkButton } from './button.tsx';
import { ConnectButton } from './connect-button.tsx';

/** What helps a post, as one press. A new sign-in comes back to the post. */
export function FixButton({ fix, postId, primary }: { fix: Fix; postId: string; primary?: boolean }) {
  if ('connect' in fix)
    return (
      <ConnectButton primary={primary ?? false} reconnect returnTo={`/posts/${postId}`}>
        {fix.label}
      </ConnectButton>
    );
  return (
    <LinkButton
      to={fix.to}
      variant={primary ? 'primary' : 'quiet'}
      // A question opens over the page, where it is.
      preventScrollReset={fix.to.includes('?')}
    >
      {fix.label}
    </LinkButton>
  );
}
