import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [cloudflareTest({ main: './app.ts', wrangler: { configPath: './wrangler.toml' } })],
  test: { name: 'simulator', include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
