import type { MetaFunction } from '@remix-run/cloudflare';
import { useActionData } from '@remix-run/react';
import { LinkButton } from '../components/button.tsx';
import { FullPageMessage } from '../components/full-page-message.tsx';

export const meta: MetaFunction = () => [{ title: 'Shared · TikTimer' }];

/**
 * Where a phone shares a file to. The service worker takes it before it gets here (public/sw.js); what arrives all the
 * same is not read, because a file has its own way in.
 */
export const action = () => ({ arrived: false });

export default function Shared() {
  const shared = useActionData<typeof action>();
  return (
    <FullPageMessage
      title={shared ? 'The file did not arrive' : 'Share a video with TikTimer'}
      action={
        <LinkButton to="/posts/new" variant="primary">
          New post
        </LinkButton>
      }
    >
      <p>
        {shared
          ? 'TikTimer was not ready to take it yet. Share it once more, or choose the file in a new post. Nothing was posted.'
          : 'Install TikTimer on your phone, and it stands in the list of apps that your gallery shares to.'}
      </p>
    </FullPageMessage>
  );
}
