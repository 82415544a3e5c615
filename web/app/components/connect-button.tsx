import { Form, useNavigation } from '@remix-run/react';
import { Plus, RefreshCw } from 'lucide-react';
import { isComing, useUploads } from '../upload/uploads.ts';
import { Button } from './button.tsx';

/** Leads to TikTok's own consent page. A reconnect comes back to where the creator was. */
export function ConnectButton({
  children,
  primary,
  another,
  reconnect,
  returnTo = '/accounts',
}: {
  children: string | string[];
  primary?: boolean;
  /** Always show TikTok's consent page, so that a second account can be chosen. */
  another?: boolean;
  reconnect?: boolean;
  returnTo?: string;
}) {
  const navigation = useNavigation();
  const pending = navigation.state !== 'idle' && navigation.formData?.get('intent') === 'connect';
  return (
    <Form method="post" action="/accounts" reloadDocument={useAsked()}>
      <input type="hidden" name="returnTo" value={returnTo} />
      {another && <input type="hidden" name="another" value="1" />}
      <Button
        name="intent"
        value="connect"
        variant={primary ? 'primary' : 'outline'}
        icon={reconnect ? RefreshCw : Plus}
        pending={pending}
        wraps
      >
        {children}
      </Button>
    </Form>
  );
}

/** Files are going up, so the browser asks before this app is left: before the press, or it would wait for TikTok for ever. */
export const useAsked = () => useUploads(({ items }) => items.some(isComing));
