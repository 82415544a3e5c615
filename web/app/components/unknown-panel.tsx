import { ArrowUpRight, Check, X } from 'lucide-react';
import { LinkButton } from './button.tsx';

/** We stopped because the video may be there already. Both answers weigh the same, and each asks once more. */
export function UnknownPanel({
  postId,
  username,
  profile,
}: {
  postId: string;
  username: string | null;
  profile: string | null;
}) {
  return (
    <section
      role="alert"
      aria-labelledby="unknown"
      className="mb-6 rounded-lg border border-unsure/40 bg-unsure-tint px-5 py-5"
    >
      <h2 id="unknown" className="text-lg tracking-title">
        Is it on your profile?
      </h2>
      <p className="mt-1.5 max-w-xl">
        We stopped so that it cannot go out twice. Look at {username ? `@${username}` : 'your profile'}, then
        tell us.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <LinkButton to={`/posts/${postId}?ask=there`} icon={Check} preventScrollReset>
          It is there
        </LinkButton>
        <LinkButton to={`/posts/${postId}?ask=not-there`} icon={X} preventScrollReset>
          It is not there
        </LinkButton>
        {profile && (
          <LinkButton to={profile} variant="quiet" icon={ArrowUpRight}>
            Open profile
          </LinkButton>
        )}
      </div>
    </section>
  );
}
