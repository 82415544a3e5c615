import type { Actor } from '../../app-env.ts';
import { forbidden } from '../../domain/errors.ts';

type Role = Actor['role'];
const WORKERS: readonly Role[] = ['owner', 'admin', 'editor'];

/** Who may do what in a workspace. Looking is everybody's; each change has its line and the sentence for the others. */
const MAY = {
  change_posts: [WORKERS, 'You may look at the posts of this workspace, not change them.'],
  change_media: [WORKERS, 'You may look at the files of this workspace, not change them.'],
  /** It gives TikTimer the right to post for them, or takes it. */
  manage_accounts: [
    ['owner', 'admin'],
    'Only owners and admins of a workspace connect and disconnect accounts.',
  ],
  /** They tell others what happens here, and their secrets make it believable. */
  manage_webhooks: [['owner', 'admin'], 'Only owners and admins of a workspace see and change its webhooks.'],
  /** What one has read, the others see as read. */
  mark_notices: [
    [...WORKERS, 'approver'],
    'You may look at the notices of this workspace, not mark them as read.',
  ],
} as const satisfies Record<string, readonly [readonly Role[], string]>;

export type Deed = keyof typeof MAY;

/** `forbidden` unless the actor's role allows it. Every verb that changes something begins with it, before it looks for anything. */
export function assertMay(actor: Pick<Actor, 'role'>, deed: Deed): void {
  const [roles, sentence] = MAY[deed];
  if (!(roles as readonly Role[]).includes(actor.role)) throw forbidden(sentence);
}
