import { Form } from '@remix-run/react';
import { AskDialog } from '../components/ask-dialog.tsx';
import { Button } from '../components/button.tsx';
import { posts } from '../lib/format.ts';

/** Names what becomes of the posts before the account goes. */
export function DisconnectDialog({
  account,
  scheduled,
  backTo,
}: {
  account: { id: string; username: string };
  scheduled: number;
  backTo: string;
}) {
  return (
    <AskDialog
      title={`Disconnect @${account.username}?`}
      keep="Keep it"
      backTo={backTo}
      action={
        <Form method="post" action="/accounts">
          <input type="hidden" name="accountId" value={account.id} />
          <Button name="intent" value="disconnect" variant="danger">
            Disconnect @{account.username}
          </Button>
        </Form>
      }
    >
      {scheduled > 0 && (
        <p>
          {posts(scheduled).replace(' ', ' scheduled ')} will be cancelled; you can schedule{' '}
          {scheduled === 1 ? 'it' : 'them'} again.
        </p>
      )}
      <p className="mt-1">We delete the keys and tell TikTok.</p>
    </AskDialog>
  );
}
