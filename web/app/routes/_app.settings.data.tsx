import type { MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { countPosts, deleteMe, getMe, keepMe, linkToExport } from '../lib/api.server.ts';
import { page, text } from '../lib/door.server.ts';
import { cardDeed } from '../settings/card-deed.server.ts';
import { DeleteCard, LeavingCard } from '../settings/delete-card.tsx';
import { ExportCard } from '../settings/export-card.tsx';
import type { CardAnswer } from '../settings/use-card.ts';

export const meta: MetaFunction = () => [{ title: 'Data · Settings · TikTimer' }];

/** How long a deletion can be taken back (ui.md 3.12). */
const GRACE_MS = 30 * 86_400_000;

export const loader = page(async ({ context: { api } }) => {
  const [user, counts] = await Promise.all([getMe(api), countPosts(api)]);
  return {
    user,
    scheduled: counts.counts.scheduled,
    wouldBeOn: new Date(Date.now() + GRACE_MS).toISOString(),
  };
});

export const action = cardDeed({
  export: ({ context }) => linkToExport(context.api),
  delete: ({ context }, form) =>
    deleteMe(context.api, { username: text(form, 'username').trim(), password: text(form, 'password') }),
  keep: ({ context }) => keepMe(context.api),
});

export default function DataSettings() {
  const { user, scheduled, wouldBeOn } = useLoaderData<typeof loader>();
  const answer = useActionData<CardAnswer>();
  const of = (card: string) => (answer?.card === card ? answer : undefined);
  return (
    <>
      <ExportCard />
      {user.deletesAt ? (
        <LeavingCard deletesAt={user.deletesAt} zone={user.zone} begun={of('delete')?.begun ?? null} />
      ) : (
        <DeleteCard
          username={user.username}
          scheduled={scheduled}
          deletesOn={wouldBeOn}
          zone={user.zone}
          answer={of('delete')}
        />
      )}
    </>
  );
}
