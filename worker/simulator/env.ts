import type { Simulator } from './object.ts';

export interface SimulatorEnv {
  SIMULATOR: DurableObjectNamespace<Simulator>;
  SIMULATOR_MEDIA: R2Bucket;
  /** The one registered app. */
  TIKTOK_CLIENT_KEY?: string;
  TIKTOK_CLIENT_SECRET?: string;
  /** Where webhooks go until the control API says otherwise; empty sends none. */
  WEBHOOK_URL?: string;
  /** Guards `/_control` and `/faults`. Without it both are open locally and shut when deployed. */
  CONTROL_KEY?: string;
}

/** There is one TikTok, so there is one object. */
export function simulator(env: SimulatorEnv) {
  return env.SIMULATOR.get(env.SIMULATOR.idFromName('tiktok'));
}
