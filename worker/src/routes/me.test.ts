import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { confirmAddress, linkTo, mailsTo } from '../../test/support/mails.ts';
import { call, newPerson, signedInPerson } from '../../test/support/people.ts';
import type { User } from '../contract/index.ts';
import { makeDeps } from '../deps.ts';
import { chooseMailer } from '../mail/mailer.ts';
import { requestPasswordReset } from '../services/identity/reset-password.ts';
import { sendDueMails } from '../services/mail/outbox.ts';

const NEW_PASSWORD = 'apple strudel on mondays';
const MINUTE = 60_000;
const signIn = (login: string, password: string) => call('POST', '/sessions', { body: { login, password } });
const readMe = async (token: string) => (await call('GET', '/me', { token })).json<User>();
const problem = (answer: Response) =>
  answer.json<{ detail: string; issues?: { path: string; message: string }[] }>();
const askReset = (email: string) => call('POST', '/password-resets', { body: { email } });
const completeReset = (token: string, password = NEW_PASSWORD) =>
  call('POST', '/password-resets/complete', { body: { token, password } });
const sql = (text: string, ...values: unknown[]) =>
  env.DB.prepare(text)
    .bind(...values)
    .run();

describe('a forgotten password', () => {
  it('is set anew by a link that was mailed, which also confirms the address', async () => {
    const { input, token } = await signedInPerson();
    expect((await askReset(input.email.toUpperCase())).status).toBe(202);
    const link = await linkTo(input.email, 'reset_password');
    expect((await call('POST', '/password-resets/check', { body: { token: link } })).status).toBe(204);
    expect((await completeReset(link)).status).toBe(204);
    expect((await signIn(input.email, input.password)).status).toBe(401);
    const again = await signIn(input.email, NEW_PASSWORD);
    expect((await again.json<{ user: User }>()).user.emailConfirmed).toBe(true);
    expect((await call('GET', '/me', { token })).status, 'every session ends').toBe(401);
  });

  it('ends API keys, and a change of address that somebody who knew the old password began', async () => {
    const { input, token } = await signedInPerson();
    const key = await (
      await call('POST', '/api-keys', { token, body: { name: 'theirs', scopes: ['posts:read'] } })
    ).json<{ secret: string }>();
    expect((await call('GET', '/posts', { token: key.secret })).status).toBe(200);
    const email = `thief_${crypto.randomUUID().slice(0, 8)}@test.example`;
    await call('PUT', '/me/email', { token, body: { email, currentPassword: input.password } });
    const theirs = await linkTo(email, 'confirm_email');
    await askReset(input.email);
    expect((await completeReset(await linkTo(input.email, 'reset_password'))).status).toBe(204);
    expect((await call('GET', '/posts', { token: key.secret })).status).toBe(401);
    await call('POST', '/email-confirmations', { body: { token: theirs } });
    const again = await (await signIn(input.username, NEW_PASSWORD)).json<{ user: User }>();
    expect(again.user).toMatchObject({ email: input.email, pendingEmail: null });
  });

  it('ends the tokens of old clients', async () => {
    const { input } = await newPerson();
    const form = new URLSearchParams({ username: input.username, password: input.password });
    const old = await exports.default.fetch('http://api/token', { method: 'POST', body: form });
    const { access_token, refresh_token } = await old.json<Record<string, string>>();
    await askReset(input.email);
    await completeReset(await linkTo(input.email, 'reset_password'));
    expect((await call('GET', '/me', { token: access_token ?? '' })).status).toBe(401);
    const refreshed = await exports.default.fetch('http://api/auth/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh_token }),
    });
    expect(refreshed.status).toBe(401);
  });

  it('is answered alike whether or not the address has an account', async () => {
    const { input } = await newPerson();
    const nobody = `nobody-${crypto.randomUUID()}@test.example`;
    const [known, unknown] = [await askReset(input.email), await askReset(nobody)];
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(await mailsTo(nobody)).toEqual([]);
  });

  it('takes each link once, also when it is opened twice at the same moment', async () => {
    const { input } = await newPerson();
    await askReset(input.email);
    const link = await linkTo(input.email, 'reset_password');
    const both = await Promise.all([
      completeReset(link, `${NEW_PASSWORD} a`),
      completeReset(link, `${NEW_PASSWORD} b`),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 404]);
    const first = both[0]?.status === 204 ? 'a' : 'b';
    expect((await signIn(input.email, `${NEW_PASSWORD} ${first}`)).status).toBe(201);
    expect((await completeReset(link)).status).toBe(404);
  });

  it('takes no link after 30 minutes, nor one for an address the person no longer has, nor a forged one', async () => {
    const { input } = await newPerson();
    await askReset(input.email);
    const link = await linkTo(input.email, 'reset_password');
    const expired = 'This link has expired. Links work for 30 minutes.';
    await sql(
      'update mailed_links set expires_at = expires_at - ? where email = ?',
      30 * MINUTE,
      input.email,
    );
    expect((await problem(await completeReset(link))).detail).toBe(expired);
    await sql(
      'update mailed_links set expires_at = expires_at + ? where email = ?',
      30 * MINUTE,
      input.email,
    );
    await sql('update users set email = ? where email = ?', `new-${input.email}`, input.email);
    expect((await problem(await completeReset(link))).detail).toBe(expired);
    expect((await completeReset(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
  });

  it('fills nobody’s inbox: three links in half an hour and no more', async () => {
    const { input } = await newPerson();
    for (let i = 0; i < 5; i++) expect((await askReset(input.email)).status).toBe(202);
    expect(await mailsTo(input.email, 'reset_password')).toHaveLength(3);
  });

  it('is no common one afterwards either', async () => {
    const { input } = await newPerson();
    await askReset(input.email);
    const link = await linkTo(input.email, 'reset_password');
    expect((await completeReset(link, 'Password123456!')).status).toBe(422);
    expect((await completeReset(link)).status, 'the link still works').toBe(204);
  });
});

describe('a mailed link', () => {
  it('is nowhere in the database', async () => {
    const { input } = await newPerson();
    await askReset(input.email);
    const secrets = [await linkTo(input.email, 'reset_password'), await linkTo(input.email, 'confirm_email')];
    const rows = [
      ...(await env.DB.prepare('select * from mails').all()).results,
      ...(await env.DB.prepare('select * from mailed_links').all()).results,
    ];
    for (const secret of secrets) {
      expect(secret).toHaveLength(43);
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });
});

describe('a password', () => {
  const change = (token: string, currentPassword: string, password = NEW_PASSWORD) =>
    call('PUT', '/me/password', { token, body: { currentPassword, password } });

  it('is changed by who knows it, and signs every other device out', async () => {
    const { input, token } = await signedInPerson();
    const other = await (await signIn(input.email, input.password)).json<{ token: string }>();
    expect((await change(token, input.password)).status).toBe(204);
    expect((await call('GET', '/me', { token })).status).toBe(200);
    expect((await call('GET', '/me', { token: other.token })).status).toBe(401);
    expect((await signIn(input.email, NEW_PASSWORD)).status).toBe(201);
  });

  it('stays when the current one is wrong, and the field is named', async () => {
    const { input, token } = await signedInPerson();
    const refused = await change(token, 'not this one at all');
    expect(refused.status).toBe(422);
    expect((await problem(refused)).issues).toEqual([
      { path: 'currentPassword', message: 'That is not your current password.' },
    ]);
    expect((await signIn(input.email, input.password)).status).toBe(201);
  });

  it('that was changed is told to a confirmed address, and to no other', async () => {
    const { input, token } = await signedInPerson();
    await change(token, input.password);
    expect(await mailsTo(input.email, 'password_changed')).toEqual([]);
    await confirmAddress(input.email);
    await change(token, NEW_PASSWORD, input.password);
    expect(await mailsTo(input.email, 'password_changed')).toHaveLength(1);
  });
});

describe('an e-mail address', () => {
  const change = (token: string, email: string, currentPassword: string) =>
    call('PUT', '/me/email', { token, body: { email, currentPassword } });

  it('is confirmed by the link that signing up mails, and opening it twice is fine', async () => {
    const { input, token } = await signedInPerson();
    expect(await readMe(token)).toMatchObject({ emailConfirmed: false, pendingEmail: null });
    const link = await linkTo(input.email, 'confirm_email');
    for (let i = 0; i < 2; i++) {
      const answer = await call('POST', '/email-confirmations', { body: { token: link } });
      expect([answer.status, await answer.json()]).toEqual([200, { email: input.email }]);
    }
    expect((await readMe(token)).emailConfirmed).toBe(true);
  });

  it('is replaced once the new one is confirmed; the old one is told', async () => {
    const { input, token } = await signedInPerson();
    await confirmAddress(input.email);
    const next = `next-${input.email}`;
    expect((await change(token, next, input.password)).status).toBe(200);
    expect(await readMe(token)).toMatchObject({ email: input.email, pendingEmail: next });
    expect(await mailsTo(input.email, 'email_changing')).toHaveLength(1);
    await confirmAddress(next);
    expect(await readMe(token)).toMatchObject({ email: next, pendingEmail: null, emailConfirmed: true });
    expect((await signIn(next, input.password)).status).toBe(201);
    expect((await signIn(input.email, input.password)).status).toBe(401);
  });

  it('that is somebody else’s is refused at once, and at the confirmation if they were faster', async () => {
    const [{ input, token }, other] = await Promise.all([signedInPerson(), newPerson()]);
    const taken = await change(token, other.input.email.toUpperCase(), input.password);
    expect((await problem(taken)).issues).toEqual([{ path: 'email', message: 'This address is taken.' }]);
    const wanted = `wanted-${input.email}`;
    await change(token, wanted, input.password);
    await newPerson({ email: wanted });
    const link = (await mailsTo(wanted, 'confirm_email')).at(-1)?.actionUrl?.split('/').at(-1);
    expect((await call('POST', '/email-confirmations', { body: { token: link } })).status).toBe(409);
  });

  it('needs the password, and an earlier wish is worth nothing after a later one', async () => {
    const { input, token } = await signedInPerson();
    expect((await change(token, `a-${input.email}`, 'not this one')).status).toBe(422);
    await change(token, `a-${input.email}`, input.password);
    await change(token, `b-${input.email}`, input.password);
    const early = await linkTo(`a-${input.email}`, 'confirm_email');
    expect((await call('POST', '/email-confirmations', { body: { token: early } })).status).toBe(404);
    await change(token, input.email, input.password);
    expect((await readMe(token)).pendingEmail).toBeNull();
  });

  it('gets the confirmation again on request, five times in three days', async () => {
    const { input, token } = await signedInPerson();
    for (let i = 0; i < 6; i++)
      expect((await call('POST', '/me/email/confirmation', { token })).status).toBe(202);
    expect(await mailsTo(input.email, 'confirm_email')).toHaveLength(5);
    await confirmAddress(input.email);
    expect((await call('POST', '/me/email/confirmation', { token })).status).toBe(409);
  });
});

describe('settings', () => {
  it('have defaults, change one by one, and are strict', async () => {
    const { token } = await signedInPerson();
    const defaults = { weekStart: 'monday', secondZone: null };
    expect((await readMe(token)).settings).toMatchObject(defaults);
    const patch = (settings: unknown) => call('PATCH', '/me', { token, body: { settings } });
    await patch({ secondZone: 'America/New_York' });
    await patch({ weekStart: 'sunday' });
    expect((await readMe(token)).settings).toMatchObject({
      weekStart: 'sunday',
      secondZone: 'America/New_York',
    });
    await patch({ secondZone: null });
    expect((await readMe(token)).settings.secondZone).toBeNull();
    for (const wrong of [{ weekStart: 'friday' }, { secondZone: 'Mars/Olympus' }, { fontSize: 40 }])
      expect((await patch(wrong)).status).toBe(422);
  });

  it('let a username be changed to one that is nobody’s', async () => {
    const [{ input, token }, other] = await Promise.all([signedInPerson(), newPerson()]);
    const rename = (username: string) => call('PATCH', '/me', { token, body: { username } });
    const taken = await rename(other.input.username.toUpperCase());
    expect((await problem(taken)).issues).toEqual([{ path: 'username', message: 'This username is taken.' }]);
    expect((await rename(input.username.toUpperCase())).status, 'their own in other case').toBe(200);
    expect((await rename(`${input.username}.new`)).status).toBe(200);
    expect((await signIn(`${input.username}.new`, input.password)).status).toBe(201);
  });

  it('do not let old tokens open the account of whoever takes a username next', async () => {
    const { input, token } = await signedInPerson();
    const form = new URLSearchParams({ username: input.username, password: input.password });
    const old = await exports.default.fetch('http://api/token', { method: 'POST', body: form });
    const { access_token: jwt } = await old.json<{ access_token: string }>();
    await call('PATCH', '/me', { token, body: { username: `${input.username}.gone` } });
    await scheduler.wait(1_100); // versions count seconds
    await newPerson({ username: input.username });
    expect((await call('GET', '/me', { token: jwt })).status).toBe(401);
  });
});

describe('the outbox', () => {
  const later = (ms: number) => {
    const deps = makeDeps(env);
    return { ...deps, clock: { ...deps.clock, now: () => Date.now() + ms } };
  };
  const unsent = (email: string) =>
    sql('update mails set sent_at = null, send_at = created_at, tries = 0 where "to" = ?', email);
  const row = (email: string) =>
    env.DB.prepare('select * from mails where "to" = ?')
      .bind(email)
      .first<{ sent_at: number | null; send_at: number | null; tries: number }>();

  it('sends by the sweep what could not be sent at once, and only once', async () => {
    const { input } = await newPerson();
    await unsent(input.email);
    const sent: string[] = [];
    let broken = true;
    const mailer = {
      kind: 'cloudflare' as const,
      async send({ to, text }: { to: string; text: string }) {
        if (to !== input.email) return;
        if (broken) throw new Error('away');
        sent.push(text);
      },
    };
    await sendDueMails({ ...later(0), mailer });
    expect(await row(input.email)).toMatchObject({ sent_at: null, tries: 1 });
    broken = false;
    await sendDueMails({ ...later(2 * MINUTE), mailer });
    await sendDueMails({ ...later(9 * MINUTE), mailer });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain(`${env.APP_URL}/verify-email/`);
    expect((await row(input.email))?.sent_at).not.toBeNull();
  });

  it('keeps mails where no mail is set up, says so, and gives up only what is worth nothing any more', async () => {
    const { input } = await newPerson();
    await unsent(input.email);
    const said: string[] = [];
    const say = (event: string) => void said.push(event);
    const log = { info: say, warn: say, error: say };
    const mailer = chooseMailer(
      {
        ENVIRONMENT: 'production',
        APP_URL: 'https://a.example',
        API_URL: 'https://b.example',
        MAIL_FROM: undefined,
      },
      undefined,
    );
    await sendDueMails({ ...later(MINUTE), mailer, log });
    expect(await row(input.email)).toMatchObject({ sent_at: null, tries: 0 });
    expect(said).toContain('mail_not_set_up');
    await sendDueMails({ ...later(4 * 24 * 60 * MINUTE), mailer, log });
    expect(await row(input.email)).toMatchObject({ sent_at: null, send_at: null });
    expect(said).toContain('mail_given_up');
  });

  it('is no page where people can look whom its mails are not for', async () => {
    const local = {
      ENVIRONMENT: 'development',
      APP_URL: 'http://127.0.0.1:1',
      API_URL: 'http://127.0.0.1:2',
      MAIL_FROM: undefined,
    } as const;
    expect(chooseMailer(local, undefined).kind).toBe('outbox');
    expect(chooseMailer({ ...local, ENVIRONMENT: 'production' }, undefined).kind).toBe('none');
    expect(chooseMailer({ ...local, APP_URL: 'https://tiktimer.example' }, undefined).kind).toBe('none');
  });

  it('shows no address in the log', async () => {
    const { input } = await newPerson();
    const said: string[] = [];
    const say = (event: string, fields?: unknown) => void said.push(JSON.stringify([event, fields]));
    const work: Promise<unknown>[] = [];
    const deps = { ...makeDeps(env), log: { info: say, warn: say, error: say } };
    await requestPasswordReset(
      { ...deps, later: (each) => void work.push(each) },
      { email: input.email },
      undefined,
    );
    await Promise.all(work);
    expect(said.join()).toContain('mail_sent');
    expect(said.join()).not.toContain(input.email);
  });
});
