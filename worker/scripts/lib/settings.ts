import { resolve } from 'node:path';
import { fromRoot } from './paths.ts';
import { Stop } from './stop.ts';

/** Where one instance lives: its ports, its state, and the TikTok it talks to. */
export interface RunSettings {
  ports: { web: number; api: number; simulator: number };
  /** Absolute path of the folder with everything that outlives a restart. */
  state: string;
  /** Undefined: the simulator, which is then part of the instance. */
  tiktok: { api: string; auth: string } | undefined;
  clientKey: string;
  clientSecret: string;
}

type Environment = Record<string, string | undefined>;
export const SIMULATOR_KEY = 'simulator-key';
const TIKTOK_API = 'https://open.tiktokapis.com';
const TIKTOK_AUTH = 'https://www.tiktok.com';

/** Reads the environment; a value that can't work ends the start with a sentence that names the variable. */
export function readRunSettings(env: Environment = process.env): RunSettings {
  const ports = {
    web: port(env, 'PORT', 8800),
    api: port(env, 'API_PORT', 8801),
    simulator: port(env, 'SIMULATOR_PORT', 8802),
  };
  if (new Set(Object.values(ports)).size < 3)
    throw new Stop(
      `PORT, API_PORT and SIMULATOR_PORT must differ; they are ${Object.values(ports).join(', ')}.`,
    );
  return {
    ports,
    state: resolve(env.TIKTIMER_STATE || fromRoot('.wrangler/state')),
    tiktok: tiktok(env),
    clientKey: env.TIKTOK_CLIENT_KEY || SIMULATOR_KEY,
    clientSecret: env.TIKTOK_CLIENT_SECRET || 'simulator-secret',
  };
}

export const addressOf = (port: number) => `http://127.0.0.1:${port}`;

function port(env: Environment, name: string, fallback: number): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new Stop(`${name} must be a port between 1 and 65535, not "${text}".`);
  return value;
}

function tiktok(env: Environment): RunSettings['tiktok'] {
  const api = origin(env, 'TIKTOK_API_URL');
  const auth = origin(env, 'TIKTOK_AUTH_URL');
  if (!api && auth) throw new Stop('TIKTOK_AUTH_URL is set but TIKTOK_API_URL is not; set both or neither.');
  if (!api) return undefined;
  // A stand-in serves both under one address; TikTok itself uses two.
  return { api, auth: auth ?? (api === TIKTOK_API ? TIKTOK_AUTH : api) };
}

function origin(env: Environment, name: string): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  if (!URL.canParse(text) || new URL(text).origin !== text.replace(/\/$/, ''))
    throw new Stop(`${name} must be an origin such as ${TIKTOK_API}, not "${text}".`);
  return new URL(text).origin;
}
