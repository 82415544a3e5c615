import type { User } from '../contract/index.ts';
import { UserSettings } from '../contract/index.ts';
import type { Member } from '../db/users.ts';
import { deletesAt } from '../services/identity/deletion-date.ts';

const iso = (instant: number) => new Date(instant).toISOString();

/** A person as they see themselves: an allow-list, so that no hash gets out with a new column. */
export const toUser = ({ user, workspace, role }: Member): User => ({
  id: user.id,
  email: user.email,
  username: user.username,
  role: user.role,
  zone: user.zone,
  emailConfirmed: user.emailConfirmedAt !== null,
  pendingEmail: user.pendingEmail,
  settings: UserSettings.parse(user.settings),
  deletesAt: user.deletionRequestedAt === null ? null : iso(deletesAt(user.deletionRequestedAt)),
  workspace: { ...workspace, role },
  createdAt: iso(user.createdAt),
});
