/** The main job, written against types that were generated from the live document (api.test.ts does that, then runs this). */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Middleware } from 'openapi-fetch';
import createClient from 'openapi-fetch';
import { simulatorClient } from '../../support/simulator-client.ts';
import type { paths } from './generated.ts';

const [api = '', simulator = '', film = ''] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: api });

/** The answer's body, or the problem as an error. */
async function got<T>(asked: Promise<{ data?: T; error?: unknown }>): Promise<NonNullable<T>> {
  const { data, error } = await asked;
  if (data === undefined || data === null) throw new Error(JSON.stringify(error));
  return data;
}

const login = `client_${Date.now().toString(36)}`;
const password = 'a lantern over the harbour';
await got(
  client.POST('/api/v1/users', { body: { username: login, password, email: `${login}@example.org` } }),
);
const { token } = await got(client.POST('/api/v1/sessions', { body: { login, password } }));
const signedIn: Middleware = {
  onRequest({ request }) {
    request.headers.set('authorization', `Bearer ${token}`);
    return request;
  },
};
client.use(signedIn);

const { authorizationUrl } = await got(client.POST('/api/v1/tiktok/connect', { body: {} }));
const back = (await simulatorClient(simulator).consent(authorizationUrl)).searchParams;
const { account } = await got(
  client.POST('/api/v1/tiktok/connections', {
    body: { code: back.get('code') ?? '', state: back.get('state') ?? '' },
  }),
);

const bytes = readFileSync(film);
const upload = await got(
  client.POST('/api/v1/uploads', { body: { name: 'film.mp4', bytes: bytes.length, type: 'video/mp4' } }),
);
const path = { uploadId: upload.id };
const { parts } = await got(
  client.POST('/api/v1/uploads/{uploadId}/parts', { params: { path }, body: { numbers: [1] } }),
);
const sent = await fetch(parts[0]?.url ?? '', { method: 'PUT', body: bytes });
if (!sent.ok) throw new Error(`the part was answered ${sent.status}`);
const media = await got(client.POST('/api/v1/uploads/{uploadId}/complete', { params: { path } }));

const draft = await got(
  client.POST('/api/v1/posts', {
    params: { header: { 'Idempotency-Key': login } },
    body: {
      accountId: account.id,
      mediaId: media.id,
      caption: 'Made by a generated client',
      privacy: 'SELF_ONLY',
    },
  }),
);
const one = { path: { postId: draft.id } };
const publishAt = new Date(Date.now() + 12_000).toISOString();
await got(
  client.PUT('/api/v1/posts/{postId}/schedule', {
    params: { ...one, header: { 'If-Match': draft.etag } },
    body: { publishAt, consent: 'music_usage' },
  }),
);
const stale = await client.PUT('/api/v1/posts/{postId}/schedule', {
  params: { ...one, header: { 'If-Match': draft.etag } },
  body: { publishAt, consent: 'music_usage' },
});
// The types know which codes a refusal can have.
const code: 'conflict' | 'too_late' | 'stale' | undefined =
  stale.error && 'code' in stale.error && stale.error.code === 'stale' ? stale.error.code : undefined;
if (code !== 'stale') throw new Error(`an old ETag was answered ${stale.response.status}`);

const DONE_POLLS_MAX = 200;
for (let poll = 0; poll < DONE_POLLS_MAX; poll++) {
  const { post } = await got(client.GET('/api/v1/posts/{postId}/receipt', { params: one }));
  if (post.status !== 'scheduled' && post.status !== 'publishing') {
    console.log(post.status);
    break;
  }
  await sleep(250);
}
