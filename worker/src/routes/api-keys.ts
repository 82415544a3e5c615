import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { ApiKeyList, ApiKeyMade, CreateApiKey, KeyId } from '../contract/index.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../services/identity/api-keys.ts';
import { describing, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { foreignIdIsMissing } from './missing.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { body, params, readableJson } from './validate.ts';

const OneKey = z.object({ keyId: KeyId });

const about = describing('API keys');

/** API keys of a workspace, under /api/v1. No Idempotency-Key: an answer with a secret is not stored (design 8). */
export const apiKeys = new Hono<AppEnv>()
  .post(
    '/api-keys',
    about(
      'createApiKey',
      'Make an API key',
      { 201: json(ApiKeyMade, EXAMPLE.apiKeyMade, 'The secret is shown this once.') },
      { refuses: ['conflict', 'limit_reached'] },
    ),
    authenticate,
    readableJson,
    body(CreateApiKey, EXAMPLE.createApiKey),
    async (c) => {
      const made: z.infer<typeof ApiKeyMade> = await createApiKey(
        c.var.deps,
        c.var.actor,
        c.req.valid('json'),
      );
      c.header('cache-control', 'no-store');
      return c.json(made, 201);
    },
  )
  .get(
    '/api-keys',
    about('listApiKeys', 'List the API keys', { 200: json(ApiKeyList, EXAMPLE.apiKeys) }),
    authenticate,
    async (c) => {
      const answer: z.infer<typeof ApiKeyList> = { keys: await listApiKeys(c.var.deps, c.var.actor) };
      return c.json(answer);
    },
  )
  .delete(
    '/api-keys/:keyId',
    about('revokeApiKey', 'Revoke an API key', { 204: nothing() }),
    authenticate,
    foreignIdIsMissing('keyId', KeyId, 'API key'),
    params(OneKey),
    async (c) => {
      await revokeApiKey(c.var.deps, c.var.actor, c.req.valid('param').keyId);
      return c.body(null, 204);
    },
  );
