import { Form } from '@remix-run/react';
import { RefreshCw } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { useAsked } from '../components/connect-button.tsx';
import type { ComposerData } from './composer-data.ts';
import { readMirror } from './mirror.ts';

const ID = 'reconnect';

/** Leads to TikTok's consent page and back to what was being written. A form beside the composer's: forms hold no forms. */
export const ReconnectForm = ({ userId, post, draft }: Pick<ComposerData, 'userId' | 'post' | 'draft'>) => (
  <Form
    id={ID}
    method="post"
    action="/accounts"
    reloadDocument={useAsked()}
    onSubmit={({ currentTarget }) => {
      const back = currentTarget.elements.namedItem('returnTo');
      if (!(back instanceof HTMLInputElement)) return;
      // A draft that was made meanwhile has an address of its own; words on their way to one are kept in this tab, and are
      // shown again where the address asks for nothing else.
      const { pathname, search } = location;
      const held = pathname === '/posts/new' && readMirror(userId, null)?.dirty;
      back.value = held ? pathname : pathname + search;
    }}
  >
    <input
      type="hidden"
      name="returnTo"
      defaultValue={post ? `/posts/${post.id}/edit` : `/posts/new?account=${draft.accountId}`}
    />
  </Form>
);

export const ReconnectButton = ({ children }: { children: string }) => (
  <Button form={ID} name="intent" value="connect" size="sm" icon={RefreshCw} wraps>
    {children}
  </Button>
);
