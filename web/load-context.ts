import { createApiClient } from '@tiktimer/worker/client';
import { readSession } from './app/lib/session.server.ts';

/** What Pages hands to the web app (wrangler.toml). */
export interface WebEnv {
  /** The API worker; the only door to the data. */
  API: Fetcher;
  /** Where browsers reach the API: signed parts go there and videos come from there. */
  API_URL: string;
  /** TikTok's consent page, or the simulator's. */
  TIKTOK_AUTH_URL: string;
}

/** Made anew for each request and given to every loader and action. */
export async function getLoadContext({ request, context }: LoadContextInput) {
  const env = context.cloudflare.env as unknown as WebEnv;
  const session = await readSession(request);
  return {
    api: createApiClient('http://api', {
      fetch: env.API.fetch.bind(env.API),
      headers: passOn(request, session),
    }),
    signedIn: session !== undefined,
    nonce: crypto.randomUUID().replaceAll('-', ''),
    origins: {
      api: env.API_URL,
      tiktok: env.TIKTOK_AUTH_URL,
      socket: new URL(request.url).origin.replace(/^http/, 'ws'),
    },
  };
}

interface LoadContextInput {
  request: Request;
  context: { cloudflare: { env: unknown } };
}

/** The API limits guesses by address and shows devices by name, so both go with the request. */
function passOn(request: Request, session: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (session) headers.authorization = `Bearer ${session}`;
  for (const name of ['user-agent', 'cf-connecting-ip']) {
    const value = request.headers.get(name);
    if (value) headers[name] = value;
  }
  return headers;
}

declare module '@remix-run/cloudflare' {
  interface AppLoadContext extends Awaited<ReturnType<typeof getLoadContext>> {}
}
