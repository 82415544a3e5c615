import { Form, useLocation } from '@remix-run/react';
import { date } from '../lib/format.ts';
import { Button } from './button.tsx';
import { Strip } from './strip.tsx';

/** While an account is to be deleted, on every page; the settings say it in a card of their own. */
export function LeavingStrip({ deletesAt, zone }: { deletesAt: string; zone: string }) {
  const { pathname } = useLocation();
  if (pathname === '/settings/data') return null;
  return (
    <Strip
      tone="warn"
      action={
        <Form method="post" action="/settings/data">
          <input type="hidden" name="card" value="keep" />
          <Button size="sm">Keep my account</Button>
        </Form>
      }
    >
      <b>Your account will be deleted on {date(deletesAt, zone)}.</b> Until then you can keep it.
    </Strip>
  );
}
