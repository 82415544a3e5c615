import type { UserId, WorkspaceId } from '../../contract/ids.ts';
import type { CreateUser } from '../../contract/index.ts';
import { insertLink, linkExists } from '../../db/mailed-links.ts';
import { insertMail } from '../../db/mails.ts';
import type { Member } from '../../db/users.ts';
import { findMember, insertUserWithWorkspace, userExists } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { conflict } from '../../domain/errors.ts';
import { countRegistration } from '../limits/count.ts';
import { composeLink } from '../mail/compose.ts';
import { sendSoon } from '../mail/outbox.ts';
import { hashPassword } from './password.ts';
import { assertPasswordIsNotCommon } from './password-rules.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'mailer' | 'later' | 'limiter' | 'log'>;

/** Makes a person by the rules of the web and /api/v1. */
export async function registerUser(
  deps: Needs,
  input: CreateUser,
  address: string | undefined,
): Promise<Member> {
  assertPasswordIsNotCommon(input.password, [input.email, input.username]);
  const user = await addUser(deps, input, address);
  if (!user) throw conflict('This e-mail address or username is taken.');
  return user;
}

/**
 * Makes a person with a workspace of their own, and writes to their address, so that they can confirm it; undefined when the
 * address or username is taken. Old clients may choose any password.
 */
export async function addUser(
  deps: Needs,
  input: { email: string; username: string; password: string; zone?: string | undefined },
  address: string | undefined,
): Promise<Member | undefined> {
  await countRegistration(deps, address);
  const id = deps.newId<UserId>('user');
  // Hashed before we know if the name is free, so that the answer's time does not tell (security.md 7).
  const passwordHash = await hashPassword(input.password);
  const { link, mail } = await composeLink(deps, { userId: id, to: input.email }, 'confirm_email');
  const user = await insertUserWithWorkspace(
    deps.db,
    {
      id,
      email: input.email,
      username: input.username,
      passwordHash,
      zone: input.zone ?? 'UTC',
      createdAt: deps.clock.now(),
    },
    { id: deps.newId<WorkspaceId>('ws'), name: input.username },
    [insertLink(deps.db, link, userExists(id)), insertMail(deps.db, mail, linkExists(link))],
  );
  if (!user) return undefined;
  deps.log.info('user_registered', { user: id });
  sendSoon(deps, [mail.id]);
  return findMember(deps.db, user);
}
