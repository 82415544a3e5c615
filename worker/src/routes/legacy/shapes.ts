/** The old API's bodies, for the document alone: what comes in is read by hand, as it always was (legacy-api.md 3, 4). */
import * as z from 'zod';
import { CREDENTIALS, describes, describing, json, oldRefusals } from '../describe.ts';
import { EXAMPLE } from '../openapi/examples.ts';

const { old } = EXAMPLE;
const instant = z.string().meta({ description: 'RFC 3339 in UTC; microseconds or whole seconds.' });
const number = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

const OldUser = z
  .object({
    email: z.string(),
    username: z.string(),
    id: number,
    is_active: z.boolean(),
    is_superuser: z.boolean(),
    role: z.enum(['user', 'admin']),
    created_at: instant,
    tiktok_open_id: z.string().nullable(),
    tiktok_token_expires_at: instant.nullable(),
  })
  .meta({ id: 'OldUser' });
const OldTokens = z
  .object({ access_token: z.string(), refresh_token: z.string(), token_type: z.literal('bearer') })
  .meta({ id: 'OldTokens' });
const OldPost = z
  .object({
    content: z.string(),
    scheduled_time: instant,
    platform: z.string(),
    id: number,
    created_at: instant,
    updated_at: instant,
    status: z.enum(['scheduled', 'published', 'failed']),
  })
  .meta({ id: 'OldPost' });

/** An instant as text or as Unix seconds or milliseconds (legacy-api.md 4, "Times in"). */
const time = z.union([z.string(), z.number()]);
const inJson = (schema: z.ZodType, example: unknown) => ({
  required: true,
  content: json(schema, example).content,
});

export const OLD_BODY = {
  register: inJson(
    z.object({ email: z.string(), username: z.string(), password: z.string().max(4096) }),
    old.register,
  ),
  refresh: inJson(z.object({ refresh_token: z.string() }), old.refresh),
  exchange: inJson(z.object({ code: z.string(), state: z.string().optional() }), {
    code: 'code-from-tiktok',
  }),
  newPost: inJson(
    z.object({ content: z.string(), scheduled_time: time, platform: z.string().nullable().optional() }),
    old.newPost,
  ),
  change: inJson(
    z.object({
      content: z.string().nullable().optional(),
      scheduled_time: time.nullable().optional(),
      platform: z.string().nullable().optional(),
    }),
    old.change,
  ),
  login: {
    required: true,
    content: Object.fromEntries(
      ['application/x-www-form-urlencoded', 'multipart/form-data'].map((type) => [
        type,
        {
          schema: {
            type: 'object' as const,
            required: ['username', 'password'],
            properties: {
              username: { type: 'string' as const },
              password: { type: 'string' as const },
              grant_type: { type: 'string' as const, enum: ['password'] },
            },
          },
          example: old.login,
        },
      ]),
    ),
  },
  video: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object' as const,
          required: ['content', 'scheduled_time', 'video'],
          properties: {
            content: { type: 'string' as const, minLength: 1 },
            scheduled_time: { type: 'string' as const },
            video: { type: 'string' as const, format: 'binary' },
          },
        },
        example: {
          content: 'Plum tart',
          scheduled_time: '2026-10-14T16:00:00Z',
          video: '(the bytes of plum-tart.mp4)',
        },
      },
    },
  },
};

export const OLD_ANSWER = {
  user: json(OldUser, old.user),
  tokens: json(OldTokens, old.tokens),
  post: json(OldPost, old.post),
  posts: json(z.array(OldPost), [old.post]),
  message: (message: string) => json(z.object({ message: z.string() }), { message }),
  connected: json(z.object({ message: z.string(), user_id: number }), {
    message: 'TikTok account connected successfully',
    user_id: 7,
  }),
  authorize: json(z.object({ authorization_url: z.string() }), {
    authorization_url: 'https://www.tiktok.com/v2/auth/authorize/?client_key=…',
  }),
  published: json(z.object({ message: z.string(), tiktok_post_id: z.string().nullable() }), {
    message: 'Post published successfully',
    tiktok_post_id: 'v_pub_file~v2-1.7',
  }),
};

export const POST_NUMBER = {
  in: 'path' as const,
  name: 'postId',
  required: true,
  schema: { type: 'integer' as const, minimum: 1, maximum: 2 ** 31 - 1 },
};

export const about = describing('Old API');

/** For `legacyAuthenticate`: 400 is a user who was switched off. */
export const closed = <M extends object>(middleware: M) =>
  describes(middleware, { security: CREDENTIALS, responses: oldRefusals(400, 401, 403) });
/** For `readJson`. */
export const readsJson = <M extends object>(middleware: M) =>
  describes(middleware, { responses: oldRefusals(400, 413, 422) });
