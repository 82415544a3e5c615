import { Form, useSubmit } from '@remix-run/react';
import type { Account } from '@tiktimer/worker/contract';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';

/** Apps made for the old API cannot choose who sees a post, so it is chosen here, among what TikTok offers. */
export function OldClients({ account }: { account: Account }) {
  const submit = useSubmit();
  const offered = account.creatorInfo?.privacyOptions ?? [];
  const others = offered.filter((level) => level !== 'SELF_ONLY');
  return (
    <Form
      method="post"
      action={`/accounts/${account.id}`}
      preventScrollReset
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface p-5 shadow-1"
    >
      <input type="hidden" name="intent" value="old-clients" />
      <label htmlFor="legacy-privacy" className="min-w-60 flex-1">
        <span className="block font-medium">Old clients post as</span>
        <span className="block text-soft text-sm">
          For apps made for the old API, which cannot choose. Posts made here are not touched.
        </span>
      </label>
      <select
        id="legacy-privacy"
        name="legacyPrivacy"
        key={account.legacyPrivacy ?? ''}
        defaultValue={account.legacyPrivacy ?? ''}
        onChange={({ currentTarget }) => submit(currentTarget.form, { preventScrollReset: true })}
        className="field picker max-w-72"
      >
        <option value="">Only me, and tell me each time</option>
        {offered.includes('SELF_ONLY') && <option value="SELF_ONLY">{PRIVACY_WORDS.SELF_ONLY}</option>}
        {others.map((level) => (
          <option key={level} value={level}>
            {PRIVACY_WORDS[level]}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" className="h-9 rounded-md border border-line-strong px-3">
          Save
        </button>
      </noscript>
    </Form>
  );
}
