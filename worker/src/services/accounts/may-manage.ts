import type { Actor } from '../../app-env.ts';
import { forbidden } from '../../domain/errors.ts';

/** Who may connect and disconnect accounts: it gives TikTimer the right to post for them, or takes it. */
export function assertMayManageAccounts(actor: Actor): void {
  if (actor.role !== 'owner' && actor.role !== 'admin')
    throw forbidden('Only owners and admins of a workspace connect and disconnect accounts.');
}
