import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import type { Trouble } from '../lib/door.server.ts';
import { LinkButton } from './button.tsx';
import { FullPageMessage } from './full-page-message.tsx';

/** What a route shows when it can't: in our words, with the request's id, and never a stack. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const trouble = isRouteErrorResponse(error) ? (error.data as Partial<Trouble> | null) : null;
  if (isRouteErrorResponse(error) && [400, 404, 422].includes(error.status))
    return (
      <FullPageMessage
        title="This page does not exist"
        action={
          <LinkButton to="/posts" variant="primary">
            Go to your posts
          </LinkButton>
        }
      >
        Posts you delete leave no page behind.
      </FullPageMessage>
    );
  const known = trouble?.detail && isRouteErrorResponse(error) && error.status !== 500;
  return (
    <FullPageMessage
      title={known ? 'Not at the moment' : 'Something broke on our side'}
      requestId={trouble?.requestId}
      action={
        <a href={pathname + search} className="link">
          Try again
        </a>
      }
    >
      <p>{known ? trouble.detail : 'Scheduled posts go out regardless: they do not need this page.'}</p>
    </FullPageMessage>
  );
}
