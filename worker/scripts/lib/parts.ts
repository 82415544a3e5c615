import type { Part } from './build.ts';
import { PARTS } from './build.ts';
import type { RunSettings } from './settings.ts';
import { addressOf, SIMULATOR_KEY } from './settings.ts';
import { Stop } from './stop.ts';

export const PORT_VARIABLE: Record<Part, string> = {
  web: 'PORT',
  api: 'API_PORT',
  simulator: 'SIMULATOR_PORT',
};

/** All parts, but the simulator when another TikTok is used; or those named, as in `api,simulator`. */
export function chooseParts(settings: RunSettings, only: string | undefined): Part[] {
  const names = only?.split(',');
  const unknown = names?.find((name) => !PARTS.some((part) => part === name));
  if (unknown) throw new Stop(`--only takes ${PARTS.join(', ')}; "${unknown}" is none of them.`);
  return PARTS.filter((part) =>
    names ? names.includes(part) : part !== 'simulator' || settings.tiktok === undefined,
  );
}

export const READY = 'TikTimer is ready';

/** The ready line and the addresses below it. Other scripts wait for the line. */
export function announce({ ports, state, tiktok, clientKey }: RunSettings, parts: Part[]): void {
  const lines: Record<Part, string> = {
    web: `  web        ${addressOf(ports.web)}`,
    api: `  API        ${addressOf(ports.api)}`,
    simulator: `  simulator  ${addressOf(ports.simulator)}  (a TikTok for rehearsal: nothing leaves this machine)`,
  };
  const used = tiktok ? [`  TikTok     ${tiktok.api}`] : [];
  if (!tiktok && clientKey !== SIMULATOR_KEY)
    console.error('TIKTOK_CLIENT_KEY is set but TIKTOK_API_URL is not: posts go to the simulator.');
  console.log(
    [READY, ...parts.map((part) => lines[part]), ...used, `  state      ${state}`, 'Stop with Ctrl-C.'].join(
      '\n',
    ),
  );
}
