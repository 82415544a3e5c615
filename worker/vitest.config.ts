import { execFileSync } from 'node:child_process';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** Stands for TikTok: whatever the worker fetches goes to the simulator, in the same workerd. */
function simulator() {
  const dir = `${import.meta.dirname}/../dist/test-simulator`;
  execFileSync(
    'wrangler',
    ['deploy', '--dry-run', '-c', `${import.meta.dirname}/simulator/wrangler.toml`, '--outdir', dir],
    {
      stdio: 'pipe',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    },
  );
  return {
    name: 'tiktimer-simulator',
    modules: true as const,
    modulesRoot: dir,
    scriptPath: `${dir}/app.js`,
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    bindings: {
      TIKTOK_CLIENT_KEY: 'simulator-key',
      TIKTOK_CLIENT_SECRET: 'simulator-secret',
      WEBHOOK_URL: '',
    },
    durableObjects: { SIMULATOR: { className: 'Simulator', useSQLite: true } },
    r2Buckets: { SIMULATOR_MEDIA: 'simulator-media' },
  };
}

/** A test that hangs is found all the same; one that is only slow, on a machine that does much else, is no failure. */
const PATIENT = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Two rooms: rules without a runtime in Node, everything else in workerd with real D1, R2, objects and alarms. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          environment: 'node',
          ...PATIENT,
          include: [
            'src/domain/**/*.test.ts',
            'src/tiktok/**/*.node.test.ts',
            'src/media/**/*.node.test.ts',
            'test/simulation/**/*.test.ts',
          ],
        },
      },
      {
        // mediabunny's Node entry can't be loaded in workerd.
        resolve: { mainFields: ['browser', 'module', 'main'] },
        plugins: [
          cloudflareTest(async () => ({
            main: './src/index.ts',
            wrangler: { configPath: '../wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations('../migrations'),
                PROPERTY_SEED: process.env.PROPERTY_SEED ?? '',
                PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? '',
              },
              outboundService: 'tiktimer-simulator',
              workers: [simulator()],
            },
          })),
        ],
        test: {
          name: 'workerd',
          include: ['src/**/*.test.ts', 'test/journeys/**/*.test.ts', 'test/property/**/*.test.ts'],
          exclude: ['src/domain/**', '**/*.node.test.ts'],
          setupFiles: ['./test/support/setup.ts'],
          // Real alarms and uploads take the time they take.
          ...PATIENT,
        },
      },
      {
        // An instance as `npm start` makes it, asked by HTTP.
        test: {
          name: 'live',
          environment: 'node',
          include: ['test/live/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      'simulator/vitest.config.ts',
    ],
  },
});
