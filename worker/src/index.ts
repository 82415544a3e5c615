/** Entry of the API worker: wiring only. */
import { app } from './app.ts';
import { sweep } from './cron/sweep.ts';
import { makeDeps } from './deps.ts';

export { PostPublisher } from './objects/post-publisher.ts';
export { RateLimiter } from './objects/rate-limiter.ts';
export { TikTokAccount } from './objects/tiktok-account.ts';
export { WebhookSender } from './objects/webhook-sender.ts';
export { WorkspaceFeed } from './objects/workspace-feed.ts';

export default {
  fetch: app.fetch,
  async scheduled(_controller, env) {
    await sweep(makeDeps(env));
  },
} satisfies ExportedHandler<Cloudflare.Env>;
