import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import {
  Account,
  AccountDays,
  AccountDetail,
  AccountId,
  AccountList,
  ConnectAccount,
  Connection,
  ConnectStarted,
  Disconnected,
  FinishConnection,
  PatchAccount,
} from '../contract/index.ts';
import { beginConnection } from '../services/accounts/begin-connection.ts';
import { changeAccount } from '../services/accounts/change-account.ts';
import { disconnectAccount } from '../services/accounts/disconnect-account.ts';
import { finishConnection } from '../services/accounts/finish-connection.ts';
import { showAccount, showAccounts, toAccount } from '../services/accounts/show-accounts.ts';
import { showDays } from '../services/accounts/show-days.ts';
import { describing, json } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { foreignIdIsMissing } from './missing.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { body, params, readableJson } from './validate.ts';

const OneAccount = z.object({ accountId: AccountId });
const one = [authenticate, foreignIdIsMissing('accountId', AccountId, 'account')] as const;

const about = describing('TikTok accounts');

/** Connected TikTok accounts, under /api/v1. */
export const accounts = new Hono<AppEnv>()
  .post(
    '/tiktok/connect',
    about('beginConnection', 'Begin to connect a TikTok account', {
      200: json(ConnectStarted, EXAMPLE.connectStarted, "TikTok's consent page, to be opened in a browser."),
    }),
    authenticate,
    readableJson,
    body(ConnectAccount, EXAMPLE.connectAccount),
    async (c) => {
      const begun = await beginConnection(c.var.deps, c.var.actor, c.req.valid('json'));
      const answer: z.infer<typeof ConnectStarted> = {
        authorizationUrl: begun.authorizationUrl,
        expiresAt: new Date(begun.expiresAt).toISOString(),
      };
      return c.json(answer);
    },
  )
  .post(
    '/tiktok/connections',
    about(
      'finishConnection',
      'Finish it with what TikTok put into the address it sent the browser back to',
      { 201: json(Connection, EXAMPLE.connection, 'The account is connected.') },
      { refuses: ['malformed', 'conflict', 'tiktok_unavailable', 'unavailable'] },
    ),
    authenticate,
    readableJson,
    body(FinishConnection, EXAMPLE.finishConnection),
    async (c) => {
      const { account, returnTo } = await finishConnection(c.var.deps, c.var.actor, c.req.valid('json'));
      const answer: z.infer<typeof Connection> = { account: await toAccount(c.var.deps, account), returnTo };
      return c.json(answer, 201);
    },
  )
  .get(
    '/accounts',
    about('listAccounts', 'List the accounts', { 200: json(AccountList, EXAMPLE.accounts) }),
    authenticate,
    async (c) => {
      const answer: z.infer<typeof AccountList> = { accounts: await showAccounts(c.var.deps, c.var.actor) };
      return c.json(answer);
    },
  )
  .get(
    '/accounts/today',
    about('listAccountDays', 'What each account has posted in 24 hours and has before it', {
      200: json(AccountDays, EXAMPLE.accountDays),
    }),
    authenticate,
    async (c) => c.json(await showDays(c.var.deps, c.var.actor)),
  )
  .get(
    '/accounts/:accountId',
    about('getAccount', 'Read an account, with what TikTok says of it now', {
      200: json(AccountDetail, EXAMPLE.account),
    }),
    ...one,
    params(OneAccount),
    async (c) => c.json(await showAccount(c.var.deps, c.var.actor, c.req.valid('param').accountId)),
  )
  .patch(
    '/accounts/:accountId',
    about('changeAccount', 'Say who sees what clients of the old API post', {
      200: json(Account, EXAMPLE.accounts.accounts[0]),
    }),
    ...one,
    readableJson,
    params(OneAccount),
    body(PatchAccount, EXAMPLE.patchAccount),
    async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await changeAccount(c.var.deps, c.var.actor, input));
    },
  )
  .delete(
    '/accounts/:accountId',
    about('disconnectAccount', 'Disconnect an account; what is scheduled on it is cancelled', {
      200: json(Disconnected, EXAMPLE.disconnected),
    }),
    ...one,
    params(OneAccount),
    async (c) => c.json(await disconnectAccount(c.var.deps, c.var.actor, c.req.valid('param').accountId)),
  );
