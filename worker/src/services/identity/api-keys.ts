import type { Actor } from '../../app-env.ts';
import type { ApiKey, CreateApiKey, KeyId } from '../../contract/index.ts';
import { insertKey, listKeys, revokeKey } from '../../db/api-keys.ts';
import type { KeyRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import { assertMay } from './may.ts';
import { newKeySecret, sha256Hex } from './secret-token.ts';

/** Keys of a workspace that were never revoked. */
const KEYS_MAX = 50;
/** Revoked ones that are still shown, the last. */
const REVOKED_MAX = 100;

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'log'>;

/** Makes a key that acts for its maker. The secret is told here and nowhere else; only its hash is kept. */
export async function createApiKey(
  deps: Needs,
  actor: Actor,
  input: CreateApiKey,
): Promise<ApiKey & { secret: string }> {
  assertMay(actor, 'manage_keys');
  const now = deps.clock.now();
  const expiresAt = input.expiresAt ? Date.parse(input.expiresAt) : null;
  if (expiresAt !== null && expiresAt <= now) throw invalid('expiresAt: This moment has passed.');
  const { secret, prefix } = newKeySecret();
  const row: KeyRow = {
    id: deps.newId<KeyId>('key'),
    workspaceId: actor.workspaceId,
    createdBy: actor.userId,
    name: input.name,
    prefix,
    secretHash: await sha256Hex(secret),
    scopes: input.scopes,
    createdAt: now,
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
  };
  if (!(await insertKey(deps.db, row, KEYS_MAX, REVOKED_MAX)))
    throw conflict(`A workspace may have ${KEYS_MAX} API keys. Revoke one you no longer need.`);
  deps.log.info('api_key_created', { key: row.id, user: actor.userId });
  return { ...show(row, true, now), secret };
}

/** All keys of the workspace, dead ones too, the newest first. */
export async function listApiKeys(deps: Needs, actor: Actor): Promise<ApiKey[]> {
  assertMay(actor, 'manage_keys');
  const rows = await listKeys(deps.db, actor.workspaceId, KEYS_MAX + REVOKED_MAX);
  return rows.map(({ key, makerIsHere }) => show(key, Boolean(makerIsHere), deps.clock.now()));
}

/** Ends a key for good; its next request is refused. Again is fine. */
export async function revokeApiKey(deps: Needs, actor: Actor, id: KeyId): Promise<void> {
  assertMay(actor, 'manage_keys');
  const revoked = await revokeKey(deps.db, actor.workspaceId, id, deps.clock.now());
  if (!revoked) throw notFound('API key');
  deps.log.info('api_key_revoked', { key: id, user: actor.userId });
}

const show = (row: KeyRow, makerIsHere: boolean, now: number): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  state: stateOf(row, makerIsHere, now),
  createdBy: row.createdBy,
  createdAt: iso(row.createdAt),
  expiresAt: row.expiresAt === null ? null : iso(row.expiresAt),
  lastUsedAt: row.lastUsedAt === null ? null : iso(row.lastUsedAt),
});

function stateOf(row: KeyRow, makerIsHere: boolean, now: number): ApiKey['state'] {
  if (row.revokedAt !== null) return 'revoked';
  if (row.expiresAt !== null && row.expiresAt <= now) return 'expired';
  return makerIsHere ? 'active' : 'orphaned';
}

const iso = (instant: number) => new Date(instant).toISOString();
