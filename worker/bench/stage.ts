import type { Person } from '../scripts/lib/api.ts';
import { newPersonAt } from '../scripts/lib/api.ts';
import type { Instance } from '../scripts/lib/child.ts';
import { startInstance, temporaryPlace } from '../scripts/lib/child.ts';
import type { SimulatorClient } from '../test/support/simulator-client.ts';
import { simulatorClient } from '../test/support/simulator-client.ts';

/** An API and a simulator, each in a runtime of its own, so that neither waits for the other's thread; and somebody signed in. */
export interface Stage {
  api: Instance;
  simulator: SimulatorClient;
  person: Person;
}

/** Both are on loopback and empty, and both are gone when `act` returns. */
export async function onStage<T>(act: (stage: Stage) => Promise<T>): Promise<T> {
  const here = await temporaryPlace();
  const there = await temporaryPlace();
  const started: Instance[] = [];
  try {
    const webhooksTo = { API_PORT: here.env.API_PORT };
    const tiktok = await startInstance({ only: ['simulator'], env: { ...there.env, ...webhooksTo } });
    started.push(tiktok);
    const api = await startInstance({
      only: ['api'],
      env: { ...here.env, TIKTOK_API_URL: tiktok.simulator, TIKTOK_AUTH_URL: tiktok.simulator },
    });
    started.push(api);
    return await act({
      api,
      simulator: simulatorClient(tiktok.simulator),
      person: await newPersonAt(api.api, 'bench'),
    });
  } finally {
    await Promise.all(started.map((instance) => instance.stop()));
    here.remove();
    there.remove();
  }
}
