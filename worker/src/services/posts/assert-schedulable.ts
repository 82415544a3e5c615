import type { Consent } from '../../contract/index.ts';
import type { AccountRow, MediaRow, PostRow } from '../../db/schema.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import type { Whole } from './load.ts';
import { render } from './load.ts';

export interface Schedulable {
  post: PostRow & { privacy: NonNullable<PostRow['privacy']> };
  account: AccountRow;
  media: MediaRow & { etag: string };
}

/** Everything a post needs before it may be scheduled, each with its sentence; nothing of TikTok is asked here. */
export function assertSchedulable(whole: Whole, consent: Consent): Schedulable {
  const { post, account, media } = whole;
  if (!account) throw invalid('Choose an account first.');
  if (account.status === 'disconnected')
    throw conflict('This account is disconnected. Connect it again first.', render(whole));
  if (account.status === 'needs_reconnect')
    throw conflict('TikTok signed us out of this account. Reconnect it first.', render(whole));
  if (!media) throw invalid('Choose a video first.');
  if (media.status !== 'ready' || !media.etag) {
    throw conflict(
      media.status === 'rejected' ? 'TikTok will not take this video.' : 'The video is not ready yet.',
      render(whole),
    );
  }
  if (!post.privacy) throw invalid('privacy: choose who can see this post.');
  if (post.branded && (post.privacy === 'SELF_ONLY' || post.privacy === 'FOLLOWER_OF_CREATOR')) {
    throw invalid(
      post.privacy === 'SELF_ONLY'
        ? 'Branded content visibility cannot be set to private.'
        : 'Branded content can be shown to everyone or to friends.',
    );
  }
  const wanted = post.branded ? 'branded_content' : 'music_usage';
  if (consent !== wanted) throw invalid(`consent: this post needs the text "${wanted}".`);
  return {
    post: { ...post, privacy: post.privacy },
    account,
    media: { ...media, etag: media.etag },
  };
}
