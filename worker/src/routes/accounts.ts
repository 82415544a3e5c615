import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import type { AccountList, Connection, ConnectStarted } from '../contract/index.ts';
import { AccountId, ConnectAccount, FinishConnection, PatchAccount } from '../contract/index.ts';
import { beginConnection } from '../services/accounts/begin-connection.ts';
import { changeAccount } from '../services/accounts/change-account.ts';
import { disconnectAccount } from '../services/accounts/disconnect-account.ts';
import { finishConnection } from '../services/accounts/finish-connection.ts';
import { showAccount, showAccounts, toAccount } from '../services/accounts/show-accounts.ts';
import { authenticate } from './middleware/authenticate.ts';
import { foreignIdIsMissing } from './missing.ts';
import { body, params, readableJson } from './validate.ts';

const OneAccount = z.object({ accountId: AccountId });
const one = [authenticate, foreignIdIsMissing('accountId', AccountId, 'account')] as const;

/** Connected TikTok accounts, under /api/v1. */
export const accounts = new Hono<AppEnv>()
  .post('/tiktok/connect', authenticate, readableJson, body(ConnectAccount), async (c) => {
    const begun = await beginConnection(c.var.deps, c.var.actor, c.req.valid('json'));
    const answer: z.infer<typeof ConnectStarted> = {
      authorizationUrl: begun.authorizationUrl,
      expiresAt: new Date(begun.expiresAt).toISOString(),
    };
    return c.json(answer);
  })
  .post('/tiktok/connections', authenticate, readableJson, body(FinishConnection), async (c) => {
    const { account, returnTo } = await finishConnection(c.var.deps, c.var.actor, c.req.valid('json'));
    const answer: z.infer<typeof Connection> = { account: toAccount(account), returnTo };
    return c.json(answer, 201);
  })
  .get('/accounts', authenticate, async (c) => {
    const answer: z.infer<typeof AccountList> = { accounts: await showAccounts(c.var.deps, c.var.actor) };
    return c.json(answer);
  })
  .get('/accounts/:accountId', ...one, params(OneAccount), async (c) =>
    c.json(await showAccount(c.var.deps, c.var.actor, c.req.valid('param').accountId)),
  )
  .patch('/accounts/:accountId', ...one, readableJson, params(OneAccount), body(PatchAccount), async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await changeAccount(c.var.deps, c.var.actor, input));
  })
  .delete('/accounts/:accountId', ...one, params(OneAccount), async (c) =>
    c.json(await disconnectAccount(c.var.deps, c.var.actor, c.req.valid('param').accountId)),
  );
