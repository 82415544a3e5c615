import type { MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { LinkButton } from '../components/button.tsx';
import { FullPageMessage } from '../components/full-page-message.tsx';
import { forgetSharedFile } from '../lib/shared-file.ts';

export const meta: MetaFunction = () => [{ title: 'Shared · TikTimer' }];

/**
 * Where a phone shares a file to. The service worker takes it before it gets here (public/sw.js); what arrives all the
 * same is not read, because a file has its own way in.
 */
export const action = () => ({ arrived: false });

const WORDS = {
  open: {
    title: 'Share a video with TikTimer',
    text: 'Install TikTimer on your phone, and it stands in the list of apps that your gallery shares to.',
  },
  late: {
    title: 'The file did not arrive',
    text: 'TikTimer was not ready to take it yet. Share it once more, or choose the file in a new post. Nothing was posted.',
  },
  foreign: {
    title: 'The file was not taken',
    text: 'Another page tried to hand it over, and TikTimer takes files only from you. If it is yours, choose it in a new post. Nothing was posted.',
  },
};

export default function Shared() {
  const shared = useActionData<typeof action>();
  const [search] = useSearchParams();
  const foreign = search.has('foreign');
  useEffect(() => {
    if (foreign) void forgetSharedFile();
  }, [foreign]);
  const { title, text } = WORDS[foreign ? 'foreign' : shared ? 'late' : 'open'];
  return (
    <FullPageMessage
      title={title}
      action={
        <LinkButton to="/posts/new" variant="primary">
          New post
        </LinkButton>
      }
    >
      <p>{text}</p>
    </FullPageMessage>
  );
}
