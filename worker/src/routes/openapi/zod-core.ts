/** What hono-openapi takes from `zod/v4/core` in the bundle (`[alias]` in wrangler.toml): the whole would bring 50 languages along. */
export { toJSONSchema } from 'zod';
