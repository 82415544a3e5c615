import type { AccountRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { notFound, unavailable } from '../../domain/errors.ts';
import { openAvatar, signAvatar } from '../../media/links.ts';
import { avatarKey } from '../../media/store.ts';

/** The signed address of our copy of a creator's picture; empty where there is none, so that initials stand there. */
export async function pictureUrlOf(
  { settings, clock }: Pick<Deps, 'settings' | 'clock'>,
  row: Pick<AccountRow, 'workspaceId' | 'id' | 'status' | 'avatarEtag'>,
): Promise<string> {
  if (row.avatarEtag === null || row.status === 'disconnected') return '';
  const link = { workspaceId: row.workspaceId, accountId: row.id, version: row.avatarEtag };
  return `${settings.API_URL}/avatars/${await signAvatar(settings.SESSION_SECRET, link, clock.now())}`;
}

/** The picture a signed address stands for. D1 is not asked: what was disconnected or erased has none at R2 either. */
export async function openPictureLink(
  deps: Pick<Deps, 'bucket' | 'clock' | 'settings' | 'log'>,
  token: string,
): Promise<R2ObjectBody> {
  const opened = await openAvatar(deps.settings.SESSION_SECRET, token, deps.clock.now());
  if (!opened.ok) throw notFound('picture');
  const { workspaceId, accountId } = opened.link;
  const found = await deps.bucket.get(avatarKey(workspaceId, accountId)).catch((error: unknown) => {
    deps.log.warn('picture not read', { account: accountId, error });
    throw unavailable('The picture could not be read at the moment.');
  });
  if (!found) throw notFound('picture');
  return found;
}
