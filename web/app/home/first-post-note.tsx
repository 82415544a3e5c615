import { Link, useSearchParams } from '@remix-run/react';
import { firstPostOf } from '../welcome/end.ts';

/** The last word of the welcome. */
export function FirstPostNote() {
  const [search] = useSearchParams();
  const postId = firstPostOf(search);
  if (!postId) return null;
  return (
    <p role="status" className="mb-5 rounded-lg bg-good-tint px-4 py-3">
      <b className="font-medium">Your first post is scheduled.</b>{' '}
      <Link to={`/posts/${postId}`} className="link">
        See it
      </Link>
    </p>
  );
}
