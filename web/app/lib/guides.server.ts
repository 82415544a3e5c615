import goLive from '../guides/go-live.md?raw';
import type { LegalPage } from './legal-text.server.ts';
import { render } from './legal-text.server.ts';

/** How to leave the rehearsal, with the addresses of this instance. */
export const goLiveGuide = (addresses: { web: string; api: string }): LegalPage => render(goLive, addresses);
