// Puts Swagger UI beside our own page, to be served as static assets: wrangler runs this before each build (`[build]` in wrangler.toml).
import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const from = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const into = fileURLToPath(new URL('../public/', import.meta.url));
for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css'])
  copyFileSync(join(from, name), join(into, name));
