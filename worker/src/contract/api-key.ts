import * as z from 'zod';
import { KeyId, UserId } from './ids.ts';

/** What an API key may be given, and what each opens. Nothing opens what is a person's own (services/identity/may.ts). */
export const SCOPES = {
  'posts:read': 'Read posts, receipts and checks, files, uploads and notices.',
  'posts:write': 'Make, change, schedule, publish, cancel and delete posts; mark notices as read.',
  'media:write': 'Upload files, keep and delete them.',
  'accounts:read': 'Read connected accounts and what TikTok says of them.',
} as const;
export const KEY_SCOPES = Object.keys(SCOPES) as [keyof typeof SCOPES, ...(keyof typeof SCOPES)[]];
export const KeyScope = z.enum(KEY_SCOPES);
export type KeyScope = z.infer<typeof KeyScope>;

export const CreateApiKey = z.strictObject({
  /** What it is for, in the user's words. */
  name: z.string().trim().min(1, 'Give the key a name.').max(80),
  scopes: z
    .array(KeyScope)
    .min(1, 'Choose what the key may do.')
    .max(KEY_SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'Name each scope once.'),
  /** Absent or null: until it is revoked. */
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const ApiKey = z
  .object({
    id: KeyId,
    name: z.string(),
    /** How the secret begins. */
    prefix: z.string(),
    scopes: z.array(KeyScope),
    /** `orphaned`: whoever made it is no member any more, or switched off. Only `active` keys work. */
    state: z.enum(['active', 'expired', 'revoked', 'orphaned']),
    createdBy: UserId,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    /** To the minute. */
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
/** Answer of POST /api-keys. The secret is shown this once; `Authorization: Bearer <secret>` from then on. */
export const ApiKeyMade = ApiKey.extend({ secret: z.string() });
export const ApiKeyList = z.object({ keys: z.array(ApiKey) });
