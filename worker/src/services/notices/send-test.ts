import type { Actor } from '../../app-env.ts';
import type { TestSent } from '../../contract/index.ts';
import { insertMail } from '../../db/mails.ts';
import { insertPush, listSubscriptions } from '../../db/pushes.ts';
import type { Deps } from '../../deps.ts';
import { HOUR } from '../../domain/publication.ts';
import { assertMay } from '../identity/may.ts';
import { getMe } from '../identity/me.ts';
import { countDeed } from '../limits/count.ts';
import { composeMail } from '../mail/compose.ts';
import { sendSoon } from '../mail/outbox.ts';
import { sendDuePushes } from '../push/send-pushes.ts';

const WORDS = { title: 'This is a test', body: 'News of your posts arrives like this.' };
const PATH = '/settings/notifications';

/** Sends somebody a mail, if their address is confirmed, and a push to each of their browsers, at once and whatever they chose. */
export async function sendTest(deps: Deps, actor: Actor): Promise<TestSent> {
  assertMay(actor, 'be_oneself');
  await countDeed(deps, actor, 'tests');
  const { user } = await getMe(deps, actor);
  const now = deps.clock.now();
  const key = `test:${user.id}:${now}`;
  const letter = {
    kind: 'test',
    subject: WORDS.title,
    text: WORDS.body,
    action: 'Choose what we send',
    path: PATH,
  };
  const mail = composeMail(deps, { userId: user.id, to: user.email }, letter, key);
  const browsers = await listSubscriptions(deps.db, user.id);
  const confirmed = user.emailConfirmedAt !== null;
  const message = { ...WORDS, path: PATH, tag: 'test' };
  const writes = [
    ...(confirmed ? [insertMail(deps.db, mail)] : []),
    ...browsers.map(({ id }) =>
      insertPush(deps.db, {
        key: `${key}:${id}`,
        userId: user.id,
        subscriptionId: id,
        message,
        sendAt: now,
        sendBefore: now + HOUR,
      }),
    ),
  ];
  const [first, ...others] = writes;
  if (first) await deps.db.batch([first, ...others]);
  if (confirmed) sendSoon(deps, [mail.id]);
  deps.later(
    sendDuePushes(deps, user.id).catch((error: unknown) =>
      deps.log.warn('push_test_not_sent', { user: user.id, error }),
    ),
  );
  return { mail: confirmed, devices: browsers.length };
}
