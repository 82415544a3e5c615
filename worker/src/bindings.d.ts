/** The bindings of wrangler.toml, and the main module for tests. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('./index.ts');
    durableNamespaces: 'PostPublisher' | 'RateLimiter' | 'TikTokAccount' | 'WebhookSender' | 'WorkspaceFeed';
  }
  interface Env {
    DB: D1Database;
    MEDIA: R2Bucket;
    /** worker/public: the pages at /docs. */
    ASSETS: Fetcher;
    POST_PUBLISHER: DurableObjectNamespace<import('./objects/post-publisher.ts').PostPublisher>;
    RATE_LIMITER: DurableObjectNamespace<import('./objects/rate-limiter.ts').RateLimiter>;
    TIKTOK_ACCOUNT: DurableObjectNamespace<import('./objects/tiktok-account.ts').TikTokAccount>;
    WEBHOOK_SENDER: DurableObjectNamespace<import('./objects/webhook-sender.ts').WebhookSender>;
    WORKSPACE_FEED: DurableObjectNamespace<import('./objects/workspace-feed.ts').WorkspaceFeed>;
    ENVIRONMENT: string;
    APP_URL: string;
    API_URL: string;
    ALLOWED_ORIGINS: string;
    TIKTOK_API_URL: string;
    TIKTOK_AUTH_URL: string;
    MEDIA_KEEP_DAYS: string;
    SESSION_SECRET?: string;
    TOKEN_KEYS?: string;
    TIKTOK_CLIENT_KEY?: string;
    TIKTOK_CLIENT_SECRET?: string;
    METRICS_TOKEN?: string;
    LEGACY_SECRET_KEY?: string;
    /** Cloudflare Email Sending; without it mails are kept. */
    EMAIL?: SendEmail;
    MAIL_FROM?: string;
    /** Tests only. */
    PROPERTY_SEED: string;
    PROPERTY_RUNS: string;
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}
interface Env extends Cloudflare.Env {}
