/** What is written about the API, held against an instance that runs as `npm start` runs it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../../scripts/lib/child.ts';
import { startInstance, temporaryPlace } from '../../scripts/lib/child.ts';
import { command } from '../../scripts/lib/command.ts';
import { fromRoot } from '../../scripts/lib/paths.ts';

const here = (path: string) => join(import.meta.dirname, path);
const START_MS_MAX = 150_000;

let place: Awaited<ReturnType<typeof temporaryPlace>>;
let instance: Instance;
let document: string;

beforeAll(async () => {
  place = await temporaryPlace();
  instance = await startInstance({ only: ['api', 'simulator'], env: { ...place.env, TIKTOK_API_URL: '' } });
  document = join(place.env.TIKTIMER_STATE, 'openapi.json');
  const answer = await fetch(`${instance.api}/openapi.json`);
  writeFileSync(document, await answer.text());
}, START_MS_MAX);

afterAll(async () => {
  await instance?.stop();
  place?.remove();
});

describe('the API document', () => {
  it('passes a strict linter', async () => {
    process.env.REDOCLY_TELEMETRY = 'off';
    process.env.REDOCLY_SUPPRESS_UPDATE_NOTICE = 'true';
    const said = await command('redocly', ['lint', '--config', here('redocly.yaml'), document]);
    expect(said).toContain('Your API description is valid');
    expect(said).not.toContain('warning');
  });

  it('has pages to try it out and to read it, whole from our own address', async () => {
    for (const path of ['/docs', '/redoc']) {
      const answer = await fetch(`${instance.api}${path}`);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      const addresses = [...(await answer.text()).matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)];
      for (const [, address = ''] of addresses) {
        const file = await fetch(`${instance.api}${address}`);
        expect(file.status, address).toBe(200);
        expect((await file.arrayBuffer()).byteLength, address).toBeGreaterThan(100);
      }
      expect(addresses.length).toBeGreaterThan(3);
    }
  });

  // Both wait for a post to come due, so they do it together.
  it.concurrent('is enough to generate a client that publishes a video', async () => {
    await command('openapi-typescript', [document, '-o', here('client/generated.ts')]);
    await command('tsc', ['-p', here('client')]);
    const film = fromRoot('worker/test/fixtures/portrait.mp4');
    const program = [here('client/program.ts'), instance.api, instance.simulator, film];
    expect(await command(process.execPath, program)).toContain('published');
  });

  it.concurrent('has docs/api.md beside it, which works as it stands', async () => {
    const page = readFileSync(fromRoot('worker/docs/api.md'), 'utf8');
    const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
    const script = blocks
      .join('\n')
      .replace('http://127.0.0.1:8801', instance.api)
      .replace('http://127.0.0.1:8802', instance.simulator);
    expect(blocks).toHaveLength(11);
    const said = await command('bash', ['-c', `set -euo pipefail\n${script}`]);
    expect(said).toMatch(/post_[0-9a-z]{26} published\n$/);
  });
});
