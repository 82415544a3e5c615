import type { MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { LinkButton } from '../components/button.tsx';
import { FullPageMessage } from '../components/full-page-message.tsx';

export const meta: MetaFunction = () => [{ title: 'Shared · TikTimer' }];

/**
 * Where a phone shares a file to. The service worker takes it before it gets here (public/sw.js); what arrives all the
 * same is not read, because a file has its own way in.
 */
export const action = () => null;
export const loader = ({ request }: { request: Request }) =>
  request.method === 'GET' ? redirect('/posts/new') : null;

export default function Shared() {
  return (
    <FullPageMessage
      title="The file did not arrive"
      action={
        <LinkButton to="/posts/new" variant="primary">
          New post
        </LinkButton>
      }
    >
      <p>
        TikTimer was not ready to take it yet. Share it once more, or choose the file in a new post. Nothing
        was posted.
      </p>
    </FullPageMessage>
  );
}
