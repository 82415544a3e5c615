import type { Actor } from '../../app-env.ts';
import { forbidden } from '../../domain/errors.ts';

/** Viewers and approvers look at the library; the others work in it. */
export function assertMayChange(actor: Actor): void {
  if (actor.role === 'viewer' || actor.role === 'approver')
    throw forbidden('You may look at the files of this workspace, not change them.');
}
