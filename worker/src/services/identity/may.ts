import type { Actor } from '../../app-env.ts';
import type { KeyScope } from '../../contract/index.ts';
import { forbidden } from '../../domain/errors.ts';

type Role = Actor['role'];
const OWNERS: readonly Role[] = ['owner', 'admin'];
const WORKERS: readonly Role[] = [...OWNERS, 'editor'];
const EVERYBODY: readonly Role[] = [...WORKERS, 'approver', 'viewer'];

/**
 * Who may do what in a workspace: the roles, the sentence for the others, and the scope an API key needs for it. A key acts
 * with the lower of its scopes and its maker's role. What has no scope here no key does, whatever it was given.
 */
const MAY = {
  read_posts: [EVERYBODY, 'You may not see the posts of this workspace.', 'posts:read'],
  change_posts: [WORKERS, 'You may look at the posts of this workspace, not change them.', 'posts:write'],
  /** Files and uploads. */
  read_media: [EVERYBODY, 'You may not see the files of this workspace.', 'posts:read'],
  change_media: [WORKERS, 'You may look at the files of this workspace, not change them.', 'media:write'],
  read_accounts: [EVERYBODY, 'You may not see the accounts of this workspace.', 'accounts:read'],
  /** It gives TikTimer the right to post for them, or takes it, or says who sees what old clients post. */
  manage_accounts: [OWNERS, 'Only owners and admins of a workspace connect, change and disconnect accounts.'],
  read_notices: [EVERYBODY, 'You may not see the notices of this workspace.', 'posts:read'],
  /** They tell others what happens here, and their secrets make it believable. */
  manage_webhooks: [OWNERS, 'Only owners and admins of a workspace see and change its webhooks.'],
  /** What one has read, the others see as read. */
  mark_notices: [
    [...WORKERS, 'approver'],
    'You may look at the notices of this workspace, not mark them as read.',
    'posts:write',
  ],
  manage_keys: [OWNERS, 'Only owners and admins of a workspace manage its API keys.'],
  /** Sessions, profile, password: they are a person's, not a workspace's. */
  be_oneself: [EVERYBODY, 'This is for people.'],
} as const satisfies Record<string, readonly [readonly Role[], string, KeyScope?]>;

export type Deed = keyof typeof MAY;

/** `forbidden` unless the actor's role allows it, and the key's scopes if a key asks. Every verb begins with it, before it looks for anything. */
export function assertMay(actor: Pick<Actor, 'role' | 'key'>, deed: Deed): void {
  const [roles, sentence, scope]: readonly [readonly Role[], string, KeyScope?] = MAY[deed];
  if (actor.key && !scope) throw forbidden('No API key may do this. Sign in to do it yourself.');
  if (actor.key && scope && !actor.key.scopes.includes(scope))
    throw forbidden(`This API key lacks the scope ${scope}.`);
  if (!roles.includes(actor.role)) throw forbidden(sentence);
}
